"""Tests of the pure parts: python3 -m unittest discover -s bench/generator -t bench/generator"""
