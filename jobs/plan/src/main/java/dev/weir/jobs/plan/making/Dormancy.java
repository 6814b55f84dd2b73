package dev.weir.jobs.plan.making;

import dev.weir.contracts.Rule;
import java.time.LocalDate;

/** Why a rule is not asked, in words. */
final class Dormancy {

    private Dormancy() {}

    /** Such as {@code in force from 2027-01-01}; the terms are not in force on that day. */
    static String of(Rule.Terms terms, LocalDate day) {
        return terms.from()
                .filter(day::isBefore)
                .map(from -> "in force from " + from)
                .or(() -> terms.until().map(until -> "in force until " + until + ", which has passed"))
                .orElseThrow(() -> new IllegalArgumentException("The rule is in force on " + day));
    }
}
