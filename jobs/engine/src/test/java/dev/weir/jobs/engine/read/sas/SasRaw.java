package dev.weir.jobs.engine.read.sas;

import java.util.List;
import java.util.stream.IntStream;

/** A data set of a study for tests of commands. */
public final class SasRaw {

    private SasRaw() {}

    /** Four subjects: two are whole, one lacks an age on purpose ({@code .A}), one for another reason ({@code .B}). */
    public static byte[] subjects(String format, String secret) {
        SasBytes data = SasBytes.of(
                List.of(
                        SasBytes.text("USUBJID", 20),
                        SasBytes.number("AGE", "Age", ""),
                        SasBytes.number("RFDT", "Date of first visit", "DATE")),
                List.of(
                        List.of("P-1", 40, 21310),
                        List.of("P-2", 'A', 0),
                        List.of(secret, 'B', 1),
                        List.of("P-4", 55, 2)));
        return format.equals("xpt") ? data.xport() : data.sas7bdat();
    }

    /** Subjects of which nothing is lacking. */
    public static byte[] whole(String format, int records) {
        SasBytes data = SasBytes.of(
                List.of(SasBytes.text("USUBJID", 20), SasBytes.number("AGE", "Age", "")),
                IntStream.range(0, records)
                        .<List<?>>mapToObj(i -> List.of("P-" + i, 40 + i % 40))
                        .toList());
        return format.equals("xpt") ? data.xport() : data.sas7bdat();
    }
}
