package dev.weir.releases.acts;

import dev.weir.contracts.roles.Act;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What a caller asks to do, exactly.
 *
 * @param facts by name, such as the recipient of a copy, in their order; never a value of a record
 */
public record ActDetails(Act act, Map<String, String> facts) {

    public ActDetails {
        facts = Collections.unmodifiableMap(new LinkedHashMap<>(facts));
    }

    /** What is asked, by one fact alone. */
    public static ActDetails of(Act act, String name, String value) {
        return new ActDetails(act, Map.of(name, value));
    }

    /** A fact; empty text where there is none. */
    public String fact(String name) {
        return facts.getOrDefault(name, "");
    }

    /** For people, on one line. */
    public String words() {
        return act.word()
                + facts.entrySet().stream()
                        .filter(fact -> !fact.getValue().isEmpty())
                        .map(fact -> fact.getKey() + " " + fact.getValue())
                        .collect(Collectors.joining(", ", facts.isEmpty() ? "" : ": ", ""));
    }
}
