package dev.weir.contracts.read.contract;

import dev.weir.contracts.Code;
import dev.weir.contracts.Problems;
import dev.weir.contracts.yaml.YamlNode;
import dev.weir.contracts.yaml.YamlScalar;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Reads {@code pattern}: a regular expression that the whole of a value has to match. */
final class PatternReader {

    private PatternReader() {}

    /** The expression; empty when it is none, which is then among the problems. */
    static Optional<String> read(YamlNode pattern, Problems problems) {
        if (!(pattern instanceof YamlScalar text) || text.sort() != YamlScalar.Sort.TEXT) {
            wrong(pattern, pattern.describe(), "it has to be a text", problems);
            return Optional.empty();
        }
        try {
            Pattern.compile(text.text());
            return Optional.of(text.text());
        } catch (PatternSyntaxException broken) {
            wrong(
                    pattern,
                    "'" + text.text() + "'",
                    "it is no regular expression: " + broken.getDescription(),
                    problems);
            return Optional.empty();
        }
    }

    private static void wrong(YamlNode pattern, String is, String why, Problems problems) {
        problems.add(
                Code.INVALID_VALUE,
                pattern.place(),
                "'pattern' is " + is,
                why,
                "put it right; the whole value has to match it");
    }
}
