"""What the acts of accessible places are refused with."""

from qamtu.ledger.models import FactRefused


class PassportRefused(FactRefused):
    """«inventory-empty», «inventory-known», «task-past», «survey-zone», «survey-attribute»,
    «survey-answer», «survey-inspector», «survey-empty», «survey-future», «survey-differs»,
    «survey-no-clash», «survey-chosen», «survey-of-another», «survey-clash-open»,
    «survey-set-aside», «survey-approved», «survey-older», «passport-before-survey», «photo-zone»,
    «photo-kind», «photo-large», «photo-survey», «work-what», «work-year», «work-cost»,
    «work-no-passport», «work-accepted», «work-act», «work-before-plan», «works-none»,
    «complaint-text», «complaint-contact», «complaint-often», «complaint-answered»,
    «complaint-answer», «complaint-before», «sector-unknown», «reason-missing».
    """
