package dev.weir.jobs.export;

import dev.weir.contracts.text.Word;
import java.util.Locale;

/** What a copy is written as. */
public enum CopyFormat implements Word {
    /** A folder of Parquet files for each table. */
    PARQUET,
    /** An Iceberg table in a folder for each table, without a catalogue. */
    ICEBERG,
    /** A Delta table in a folder for each table. */
    DELTA;

    static CopyFormat of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }

    @Override
    public String toString() {
        return word();
    }
}
