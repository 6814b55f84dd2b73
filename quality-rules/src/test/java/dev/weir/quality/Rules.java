package dev.weir.quality;

import dev.weir.contracts.Dimension;
import dev.weir.contracts.Place;
import dev.weir.contracts.Rule;
import dev.weir.contracts.Severity;

/** Rules for tests. */
public final class Rules {

    public static final Place PLACE = new Place("quality-rules/clinical/stays.yaml", 7, 5);

    private Rules() {}

    public static Rule of(String id, Rule.Check check, Severity severity) {
        return new Rule(
                id,
                "stays",
                check,
                severity,
                new Rule.Standing(Rule.Author.STEWARD, Dimension.CONSISTENCY, "owner@example.org", "It matters."),
                PLACE);
    }

    public static Rule dqdl(String text) {
        return of(text, new Rule.Dqdl(text, Rule.Of.PRODUCED), Severity.BLOCK);
    }
}
