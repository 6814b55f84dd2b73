package dev.weir.jobs.engine.conform;

import dev.weir.privacy.law.Minors;
import dev.weir.privacy.law.ParsedAge;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.time.LocalDate;
import java.util.OptionalInt;
import org.apache.spark.unsafe.types.UTF8String;

/** What compiled plans call for {@link MinorMarks}; public for them only. */
public final class MinorFunctions {

    private MinorFunctions() {}

    /** 1 when the holder of an identity number is under 14, 0 when not, -1 when it is no such number. */
    public static int byIdentity(Object day, UTF8String number) {
        byte[] plain = Normalizer.normalize(number.toString(), Normalizer.Form.NFKC)
                .strip()
                .getBytes(StandardCharsets.UTF_8);
        return Minors.byIdentity(plain, (LocalDate) day)
                .map(minor -> minor ? 1 : 0)
                .orElse(-1);
    }

    /** 1 when a text has fewer years, 0 when it has as many or more, -1 when it has no age; see {@link ParsedAge}. */
    public static int byAge(Object years, UTF8String text) {
        OptionalInt written = ParsedAge.years(text.toString());
        return written.isEmpty() ? -1 : written.getAsInt() < (int) years ? 1 : 0;
    }
}
