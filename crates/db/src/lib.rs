//! Connections, transactions, migrations, dialect.
