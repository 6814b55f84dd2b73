package dev.weir.jobs.engine.sink;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What an expression may say of a row: values, {@link Nothing#NULL} and {@link Nothing#FAILURE}. There are several where it is
 * left open what is evaluated first: {@code a + 1 / b} may be NULL or fail where {@code a} is NULL and {@code b} is 0.
 */
interface Meaning {

    /** What is no value. */
    enum Nothing {
        NULL,
        /** It cannot be evaluated. */
        FAILURE
    }

    /** Every answer that is right. */
    Set<Object> of(Map<String, Object> row);

    /** What a function gives for values that are there; null for NULL, an exception where it cannot be evaluated. */
    interface Function {
        @org.jspecify.annotations.Nullable
        Object of(List<Object> values);
    }

    /** A function that is NULL where an argument is, and then need not look at the others. */
    static Meaning strict(Function function, List<Meaning> arguments) {
        return row -> {
            Set<Object> answers = new LinkedHashSet<>();
            for (List<Object> values : combinations(arguments, row)) {
                if (values.contains(Nothing.NULL)) {
                    answers.add(Nothing.NULL);
                }
                if (values.contains(Nothing.FAILURE)) {
                    answers.add(Nothing.FAILURE);
                } else if (!values.contains(Nothing.NULL)) {
                    answers.add(called(function, values));
                }
            }
            return answers;
        };
    }

    /** A function that looks at all of its arguments, {@link Nothing#NULL} among them. */
    static Meaning whole(Function function, List<Meaning> arguments) {
        return row -> {
            Set<Object> answers = new LinkedHashSet<>();
            for (List<Object> values : combinations(arguments, row)) {
                answers.add(values.contains(Nothing.FAILURE) ? Nothing.FAILURE : called(function, values));
            }
            return answers;
        };
    }

    /** AND, where {@code decides} is false; OR, where it is true; three values, asked from the first to the last. */
    static Meaning junction(boolean decides, List<Meaning> arguments) {
        return row -> {
            Set<Object> answers = new LinkedHashSet<>();
            for (List<Object> values : combinations(arguments, row)) {
                answers.add(values.stream()
                        .filter(value -> value == Nothing.FAILURE || value.equals(decides))
                        .findFirst()
                        .orElse(values.contains(Nothing.NULL) ? Nothing.NULL : !decides));
            }
            return answers;
        };
    }

    /** {@code CASE WHEN condition THEN first ELSE second END}. */
    static Meaning choice(Meaning condition, Meaning first, Meaning second) {
        return row -> {
            Set<Object> answers = new LinkedHashSet<>();
            for (Object answer : condition.of(row)) {
                if (answer == Nothing.FAILURE) {
                    answers.add(answer);
                } else {
                    answers.addAll((answer.equals(true) ? first : second).of(row));
                }
            }
            return answers;
        };
    }

    /** The first that is not NULL. */
    static Meaning coalesce(Meaning first, Meaning second) {
        return row -> {
            Set<Object> answers = new LinkedHashSet<>(first.of(row));
            if (answers.remove(Nothing.NULL)) {
                answers.addAll(second.of(row));
            }
            return answers;
        };
    }

    private static Object called(Function function, List<Object> values) {
        try {
            Object value = function.of(values);
            return value == null ? Nothing.NULL : value;
        } catch (ArithmeticException | java.time.DateTimeException e) {
            return Nothing.FAILURE;
        }
    }

    private static List<List<Object>> combinations(List<Meaning> arguments, Map<String, Object> row) {
        List<List<Object>> all = List.of(List.of());
        for (Meaning argument : arguments) {
            Set<Object> answers = argument.of(row);
            List<List<Object>> longer = new ArrayList<>();
            for (List<Object> values : all) {
                for (Object answer : answers) {
                    List<Object> more = new ArrayList<>(values);
                    more.add(answer);
                    longer.add(more);
                }
            }
            all = longer;
        }
        return all;
    }
}
