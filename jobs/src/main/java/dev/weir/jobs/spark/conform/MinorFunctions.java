package dev.weir.jobs.spark.conform;

import dev.weir.privacy.law.Minors;
import java.time.LocalDate;
import org.apache.spark.unsafe.types.UTF8String;

/** What compiled plans call for {@link MinorMarks}; public for them only. */
public final class MinorFunctions {

    private MinorFunctions() {}

    /** 1 when the holder of an identity number is under 14, 0 when not, -1 when it is no such number. */
    public static int byIdentity(Object day, UTF8String number) {
        return Minors.byIdentity(number.trim().getBytes(), (LocalDate) day)
                .map(minor -> minor ? 1 : 0)
                .orElse(-1);
    }
}
