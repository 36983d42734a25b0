"""Taking a demo office down, with all that it holds."""

from django.db import connections, transaction

from qamtu.accounts.models import Office


def demolish(office: Office) -> None:
    """Remove a demo office with all that it holds. Real offices can not be removed.

    Runs as the owner; the ledgers' triggers let the rows of this one office go, and only because
    it is a demo office.
    """
    if not office.is_demo:
        raise ValueError(f"{office.code} is not a demo office")
    tables = (
        "exchange_importrun",
        "reporting_signedreport",
        "reporting_reportform",
        "civil_registry_civilcertificate",
        "civil_registry_civilseal",
        "civil_registry_civilparty",
        "civil_registry_civilentry",
        "civil_registry_civilaction",
        "civil_registry_civilrecord",
        "transport_sheetlink",
        "transport_dayplan",
        "transport_rideend",
        "transport_ridepromise",
        "transport_rideorder",
        "transport_breakdown",
        "transport_taxivehicle",
        "transport_rider",
        "disability_itemrefusal",
        "disability_orderstep",
        "disability_itemorder",
        "disability_programmeitem",
        "disability_programme",
        "disability_examination",
        "disability_assistancemonth",
        "disability_visitword",
        "disability_assistancevisit",
        "disability_pairinglink",
        "disability_pairingend",
        "disability_pairing",
        "employment_loanchange",
        "employment_loanrepayment",
        "employment_loanissue",
        "employment_loanapplication",
        "employment_coursedropout",
        "employment_coursecertificate",
        "employment_coursedefence",
        "employment_courseattendance",
        "employment_coursesession",
        "employment_courseplace",
        "employment_courseapplication",
        "employment_coursegroup",
        "employment_grantphoto",
        "employment_grantvisit",
        "employment_grantreceipt",
        "employment_grantcontract",
        "employment_grantdecision",
        "employment_grantprotocol",
        "employment_grantsheet",
        "employment_grantitem",
        "employment_grantapplication",
        "employment_grantmember",
        "employment_grantcriterion",
        "employment_grantround",
        "employment_supportoutcome",
        "employment_supportservice",
        "employment_supportneeds",
        "employment_newjobreview",
        "employment_newjob",
        "employment_quotaanswer",
        "employment_quotaletter",
        "employment_quotaleaving",
        "employment_quotahire",
        "employment_employerquota",
        "employment_quotaresolution",
        "employment_paidmonth",
        "employment_timesheet",
        "employment_placementend",
        "employment_placement",
        "employment_referralanswer",
        "employment_referral",
        "employment_removal",
        "employment_jobwatch",
        "employment_planstep",
        "employment_visit",
        "employment_seekerprofile",
        "employment_agreement",
        "employment_employerlink",
        "employment_vacancy",
        "assistance_decision",
        "assistance_income",
        "procurement_contract",
        "finance_target",
        "finance_courtclaim",
        "finance_overpaymentreturn",
        "finance_overpaidpart",
        "finance_overpayment",
        "finance_payment",
        "finance_paymentrun",
        "finance_bankaccount",
        "finance_moneyentry",
        "finance_budgetline",
        "casework_phonemessage",
        "casework_assessment",
        "casework_localvalue",
        "casework_eventparticipant",
        "casework_caseevent",
        "casework_case",
        "documents_numberseries",
        "documents_document",
        "people_accessentry",
        "people_statusperiod",
        "people_householdmember",
        "people_household",
        "people_person",
        "organizations_facility",
        "organizations_organization",
    )
    with transaction.atomic("owner"), connections["owner"].cursor() as cursor:
        cursor.execute("SELECT set_config('qamtu.demolish_office', %s, true)", [str(office.pk)])
        for table in tables:
            cursor.execute(f"DELETE FROM {table} WHERE office_id = %s", [office.pk])
        cursor.execute(
            "DELETE FROM django_session WHERE expire_date < now();"
            "DELETE FROM accounts_user WHERE office_id = %s",
            [office.pk],
        )
        cursor.execute("DELETE FROM accounts_office WHERE id = %s", [office.pk])
    connections["owner"].close()
