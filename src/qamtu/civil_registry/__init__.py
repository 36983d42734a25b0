"""Civil status registration: births, marriages, deaths. Its measures come with their own issue."""
