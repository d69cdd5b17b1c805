"""Addresses of the pages about who acts for an authority, and about its partners."""

from django.urls import path

from vetting.admin.authorities import loans, officers, recognitions

AUTHORITY = "vetting/authorities/<int:pk>"
LOAN = "vetting/partners/loans/<int:pk>"

PATHS = [
    path("vetting/officers/", officers.OfficerListView.as_view(), name="vetting_officers"),
    path(f"{AUTHORITY}/appoint/", officers.AppointView.as_view(), name="vetting_officer_appoint"),
    path("vetting/officers/<int:pk>/end/", officers.EndPartView.as_view(), name="vetting_officer_end"),
    path("vetting/partners/", loans.PartnersView.as_view(), name="vetting_partners"),
    path(f"{AUTHORITY}/borrow/", loans.AskLoanView.as_view(), name="vetting_loan_ask"),
    path(f"{AUTHORITY}/lend/", loans.OfferLoanView.as_view(), name="vetting_loan_offer"),
    path(f"{LOAN}/agree/", loans.AcceptLoanView.as_view(), name="vetting_loan_accept"),
    path(f"{LOAN}/decline/", loans.DeclineLoanView.as_view(), name="vetting_loan_decline"),
    path(f"{LOAN}/take-back/", loans.TakeBackLoanView.as_view(), name="vetting_loan_take_back"),
    path(f"{LOAN}/end/", loans.EndLoanView.as_view(), name="vetting_loan_end"),
    path("vetting/recognised/", recognitions.ReliedOnView.as_view(), name="vetting_relied_on"),
    path("vetting/cases/<int:pk>/recognise/<int:statement>/", recognitions.RecogniseView.as_view(), name="vetting_recognise"),
    path("vetting/recognised/<int:pk>/confirm/", recognitions.ConfirmRecognitionView.as_view(), name="vetting_recognition_confirm"),
    path("vetting/recognised/<int:pk>/withdraw/", recognitions.WithdrawRecognitionView.as_view(), name="vetting_recognition_withdraw"),
    path("vetting/alerts/", recognitions.AlertListView.as_view(), name="vetting_alerts"),
    path("vetting/alerts/<int:pk>/acknowledge/", recognitions.AcknowledgeAlertView.as_view(), name="vetting_alert_acknowledge"),
    path("vetting/cases/<int:pk>/borrow/", loans.BorrowView.as_view(), name="vetting_case_borrow"),
]
