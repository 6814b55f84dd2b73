package dev.weir.contracts.standard;

import static java.util.Objects.requireNonNull;

import dev.weir.contracts.Code;
import dev.weir.contracts.Problems;
import dev.weir.contracts.yaml.YamlNode;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * What a value may be, and what a program gets of it.
 *
 * @param words what it has to be, such as {@code a text}
 * @param fits whether it is the right sort of value, whatever is in it
 * @param value its value; empty where it is another sort of value, or blank
 * @param inside tells what is wrong inside a value of the right sort
 * @param schema the keywords of JSON schema that say the same
 */
public record FieldKind<T>(
        String words,
        Predicate<YamlNode> fits,
        Function<YamlNode, Optional<T>> value,
        Inside inside,
        Supplier<Map<String, Object>> schema) {

    static final Inside NOTHING = (node, what, book, problems) -> {};

    public FieldKind {
        requireNonNull(words, "words");
        requireNonNull(fits, "fits");
        requireNonNull(value, "value");
        requireNonNull(inside, "inside");
        requireNonNull(schema, "schema");
    }

    /** Looks into a value. */
    public interface Inside {
        /**
         * Tells what is wrong in there.
         *
         * @param what whose value it is, such as {@code 'until' of a waiver}
         * @param book whose rule it is
         */
        void check(YamlNode node, String what, String book, Problems problems);
    }

    /** Tells everything that is wrong with a value. */
    public void check(YamlNode node, String what, String book, Problems problems) {
        if (fits.test(node)) {
            inside.check(node, what, book, problems);
        } else {
            problems.add(
                    Code.INVALID_VALUE,
                    node.place(),
                    what + " is " + node.describe(),
                    book + " asks for " + words,
                    "write " + words);
        }
    }

    /** The same, of which a program gets something else. */
    public <R> FieldKind<R> map(Function<T, R> other) {
        return new FieldKind<>(words, fits, node -> value.apply(node).map(other), inside, schema);
    }

    /** The same, with a bound that its reader holds it to. */
    public FieldKind<T> with(String keyword, Object bound) {
        return new FieldKind<>(words, fits, value, inside, () -> {
            Map<String, Object> more = new HashMap<>(schema.get());
            more.put(keyword, bound);
            return more;
        });
    }
}
