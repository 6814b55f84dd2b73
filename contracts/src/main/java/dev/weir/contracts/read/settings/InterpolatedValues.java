package dev.weir.contracts.read.settings;

import dev.weir.contracts.Place;
import dev.weir.contracts.Problem;
import dev.weir.contracts.ProblemsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The values that the variables of {@code weir.yaml} have. What people read shows each as it is written, {@code ${NAME}}: a
 * value of the environment may be secret, and stands in no message.
 */
public final class InterpolatedValues {

    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Za-z_][A-Za-z0-9_]*)(?::-[^}]*)?}");

    /** Shorter ones stand in too many words to be anybody's secret. */
    private static final int SHORTEST = 3;

    /** What a value stands in whole: a shorter one may be a part of some word by chance. */
    private static final int PART_OF_NOTHING = 8;

    /** Names by value, the longest value first. */
    private final Map<String, String> names = new LinkedHashMap<>();

    private InterpolatedValues(Map<String, String> names) {
        names.entrySet().stream()
                .sorted(Comparator.comparingInt((Map.Entry<String, String> entry) ->
                                -entry.getKey().length())
                        .thenComparing(Map.Entry::getValue))
                .forEach(entry -> this.names.put(entry.getKey(), entry.getValue()));
    }

    /** Those of a workspace, whichever profile is chosen; none where there is no {@code weir.yaml} to be read. */
    public static InterpolatedValues of(Path root, Map<String, String> environment) {
        String text;
        try {
            text = Files.readString(root.resolve(WorkspaceFile.PATH));
        } catch (IOException unreadable) {
            return new InterpolatedValues(Map.of()); // nothing of it was filled in
        }
        return new InterpolatedValues(values(text, environment));
    }

    static Map<String, String> values(String text, Map<String, String> environment) {
        Map<String, String> names = new LinkedHashMap<>();
        VARIABLE.matcher(text)
                .results()
                .map((MatchResult found) -> found.group(1))
                .distinct()
                .forEach(name -> {
                    String value = environment.getOrDefault(name, "");
                    if (value.strip().length() >= SHORTEST) {
                        names.putIfAbsent(value, name);
                        names.putIfAbsent(value.strip(), name);
                    }
                });
        return names;
    }

    /** A text with each value as it is written in {@code weir.yaml}. */
    public String asWritten(String text) {
        String written = text;
        for (Map.Entry<String, String> entry : names.entrySet()) {
            if (written.contains(entry.getKey())) {
                String value = Pattern.quote(entry.getKey());
                written = Pattern.compile(
                                entry.getKey().length() < PART_OF_NOTHING
                                        ? "(?<![\\p{L}\\p{N}])" + value + "(?![\\p{L}\\p{N}])"
                                        : value)
                        .matcher(written)
                        .replaceAll(Matcher.quoteReplacement("${" + entry.getValue() + "}"));
            }
        }
        return written;
    }

    /** A problem whose words show each value as it is written. */
    public Problem asWritten(Problem problem) {
        return new Problem(
                problem.code(),
                new Place(
                        asWritten(problem.place().file()),
                        problem.place().line(),
                        problem.place().column()),
                asWritten(problem.what()),
                asWritten(problem.why()),
                asWritten(problem.remedy()));
    }

    /** Problems whose words show each value as it is written; the cause stays. */
    public ProblemsException asWritten(ProblemsException thrown) {
        return new ProblemsException(
                thrown.problems().stream().map(this::asWritten).toList(), thrown.getCause());
    }
}
