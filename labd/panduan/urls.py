"""Addresses of the user guide."""

from django.urls import path

from labd.panduan import views

urlpatterns = [
    path("", views.panduan, name="panduan"),
    path("<slug:peran>/", views.panduan_peran, name="panduan_peran"),
]
