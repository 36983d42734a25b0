"""The guaranteed social package for children of families on targeted assistance, 2020–2022."""
