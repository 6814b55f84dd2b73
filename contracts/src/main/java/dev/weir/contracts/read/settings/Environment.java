package dev.weir.contracts.read.settings;

import dev.weir.contracts.Code;
import dev.weir.contracts.Problems;
import dev.weir.contracts.standard.Field;
import dev.weir.contracts.yaml.YamlMap;
import dev.weir.contracts.yaml.YamlScalar;
import java.util.Map;
import java.util.Optional;

/** Replaces {@code ${NAME}} and {@code ${NAME:-default}} from the environment; no value of it reaches a message. */
final class Environment {

    private static final String OPENS = "${";
    private static final String OTHERWISE = ":-";

    private final Map<String, String> variables;
    private final Problems problems;

    Environment(Map<String, String> variables, Problems problems) {
        this.variables = variables;
        this.problems = problems;
    }

    /** The value of a variable, if it is set. */
    Optional<String> variable(String name) {
        return Optional.ofNullable(variables.get(name));
    }

    /** The text of an entry, or another where there is none. */
    String fill(YamlMap map, Field<String> key, String otherwise) {
        Optional<YamlScalar> scalar = map.scalar(key.name());
        return scalar.isEmpty() ? otherwise : fill(scalar.get());
    }

    String fill(YamlScalar scalar) {
        String text = scalar.text();
        int open = text.indexOf(OPENS);
        if (open < 0) {
            return text;
        }
        StringBuilder filled = new StringBuilder();
        int done = 0;
        while (open >= 0) {
            int close = text.indexOf('}', open);
            if (close < 0) {
                problems.add(
                        Code.INVALID_VALUE,
                        scalar.place(),
                        "'${' is not closed",
                        "a variable is written ${NAME} or ${NAME:-default}",
                        "add the '}'");
                return text;
            }
            filled.append(text, done, open).append(value(text.substring(open + OPENS.length(), close), scalar));
            done = close + 1;
            open = text.indexOf(OPENS, done);
        }
        return filled.append(text.substring(done)).toString();
    }

    private String value(String reference, YamlScalar scalar) {
        int bar = reference.indexOf(OTHERWISE);
        boolean mayBeUnset = bar >= 0;
        String name = mayBeUnset ? reference.substring(0, bar) : reference;
        String value = variables.get(name);
        if (value != null && !(mayBeUnset && value.isEmpty())) {
            return value;
        }
        if (mayBeUnset) {
            return reference.substring(bar + OTHERWISE.length());
        }
        problems.add(
                Code.UNKNOWN_NAME,
                scalar.place(),
                "the environment variable " + name + " is not set",
                "the chosen profile uses it",
                "set it; or, where it is no secret, give a default: ${" + name + ":-…}");
        return "";
    }
}
