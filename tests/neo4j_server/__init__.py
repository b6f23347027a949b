"""A real Neo4j for the contract tests, without a container: fetched once from Maven artifacts, started with a password of its own, gone with its parent.

It is looked for in this order: `ENTREMISE_TEST_NEO4J_URI` (with `ENTREMISE_TEST_NEO4J_USER` and `ENTREMISE_TEST_NEO4J_PASSWORD`), else Java and Maven.
`ENTREMISE_TEST_NEO4J_VERSION` chooses another version than the one in `pom.xml`.
"""
