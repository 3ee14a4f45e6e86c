"""Hamstrong: a self-hosted strength coach for distance runners."""

__version__ = "0.1.0"
