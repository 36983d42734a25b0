"""Signing in and out, and the answers to those who may not enter."""

from django.contrib.auth.views import LoginView, LogoutView
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from qamtu.web.guards import anyone

sign_in = anyone(LoginView.as_view(template_name="web/sign_in.html"))
sign_out = anyone(LogoutView.as_view())


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "web/forbidden.html", status=403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "web/not_found.html", status=404)
