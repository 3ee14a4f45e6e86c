"""Pixels to landmarks: a clip is read, a person is found in it and followed."""
