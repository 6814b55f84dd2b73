package dev.weir.jobs.engine.sql;

import dev.weir.contracts.sql.SqlSyntaxException;

/** The main class of the process in which {@link SparkSqlGrammarIT} watches what is loaded. */
final class SqlWithoutSpark {

    private SqlWithoutSpark() {}

    /** Ends with status 0 when a good query, a good expression and a bad query are read as they should be. */
    public static void main(String[] arguments) throws SqlSyntaxException {
        SparkSqlGrammar grammar = new SparkSqlGrammar();
        boolean right = grammar.query("WITH a AS (SELECT count(*) c FROM raw.t) SELECT c FROM a JOIN raw.u USING (c)")
                .tables()
                .equals(java.util.List.of("raw.t", "raw.u"));
        right &= grammar.expression("a >= b").columns().size() == 2;
        try {
            grammar.query("SELECT a FROM raw.t WHERE a > )");
            right = false;
        } catch (SqlSyntaxException asItShould) {
            right &= asItShould.line() == 1;
        }
        System.exit(right ? 0 : 1);
    }
}
