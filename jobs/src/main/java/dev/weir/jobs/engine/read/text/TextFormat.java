package dev.weir.jobs.engine.read.text;

import java.io.Serializable;

/** How the records of a text file are written. */
public sealed interface TextFormat extends Serializable permits Delimited, JsonLines {
    /** Name of the character set, as {@link java.nio.charset.Charset#forName} knows it. */
    String charset();

    <R> R match(Cases<R> cases);

    /** One method for each format. */
    interface Cases<R> {
        R delimited(Delimited format);

        R jsonLines(JsonLines format);
    }
}
