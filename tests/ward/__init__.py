"""The shipped ward, and wards that others write."""
