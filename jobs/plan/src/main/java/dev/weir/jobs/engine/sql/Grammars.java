package dev.weir.jobs.engine.sql;

import dev.weir.contracts.read.base.LanguageParsers;
import dev.weir.privacy.detect.AuthoredTextScan;
import dev.weir.quality.dqdl.parse.DqdlGrammar;

/** What reads the texts that people write: each language by its own engine's grammar and nothing else of that engine. */
public final class Grammars {

    private Grammars() {}

    /** Builds what every first use builds; on a thread of its own it shortens the start of a command. */
    public static void warm() {
        SparkSqlGrammar.warm();
        DqdlGrammar.warm();
    }

    /** Spark's SQL and DQDL. */
    public static LanguageParsers languages() {
        return new LanguageParsers(new SparkSqlGrammar(), new DqdlGrammar(), new AuthoredTextScan());
    }
}
