"""Tests of the live source against a replica of the site on loopback."""
