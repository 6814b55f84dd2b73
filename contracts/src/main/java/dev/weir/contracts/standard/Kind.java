package dev.weir.contracts.standard;

import static java.util.Objects.requireNonNull;

import dev.weir.contracts.Code;
import dev.weir.contracts.Problems;
import dev.weir.contracts.text.Nearest;
import dev.weir.contracts.yaml.YamlList;
import dev.weir.contracts.yaml.YamlMap;
import dev.weir.contracts.yaml.YamlNode;
import dev.weir.contracts.yaml.YamlScalar;
import dev.weir.contracts.yaml.YamlScalar.Sort;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** What a value may be. */
public sealed interface Kind {

    /** Whether it is the right sort of value, whatever is in it. */
    boolean fits(YamlNode node);

    /** What it has to be, such as {@code a text}. */
    String words();

    /** Tells what is wrong inside a value of the right sort. */
    void inside(YamlNode node, String what, String book, Problems problems);

    /** Tells everything that is wrong with a value. */
    default void check(YamlNode node, String what, String book, Problems problems) {
        if (fits(node)) {
            inside(node, what, book, problems);
        } else {
            problems.add(
                    Code.INVALID_VALUE,
                    node.place(),
                    what + " is " + node.describe(),
                    book + " asks for " + words(),
                    "write " + words());
        }
    }

    /** Text of a certain form. */
    record Text(Predicate<String> form, String words) implements Kind {
        @Override
        public boolean fits(YamlNode node) {
            return node instanceof YamlScalar scalar && scalar.sort() == Sort.TEXT && form.test(scalar.text());
        }

        @Override
        public void inside(YamlNode node, String what, String book, Problems problems) {}
    }

    /** One of a few texts. */
    record Choice(List<String> allowed) implements Kind {
        public Choice {
            allowed = List.copyOf(allowed);
        }

        @Override
        public boolean fits(YamlNode node) {
            return node instanceof YamlScalar scalar && scalar.sort() == Sort.TEXT;
        }

        @Override
        public String words() {
            return allowed.size() == 1 ? "'" + allowed.get(0) + "'" : "one of " + String.join(", ", allowed);
        }

        @Override
        public void inside(YamlNode node, String what, String book, Problems problems) {
            String text = ((YamlScalar) node).text();
            if (!allowed.contains(text)) {
                problems.add(
                        Code.INVALID_VALUE,
                        node.place(),
                        what + " is '" + text + "'",
                        book + " asks for " + words(),
                        Nearest.remedy(text, allowed, "write one of these"));
            }
        }
    }

    /** {@code true} or {@code false}. */
    record Flag() implements Kind {
        @Override
        public boolean fits(YamlNode node) {
            return node instanceof YamlScalar scalar && scalar.sort() == Sort.FLAG;
        }

        @Override
        public String words() {
            return "true or false";
        }

        @Override
        public void inside(YamlNode node, String what, String book, Problems problems) {}
    }

    /** A number within bounds. */
    record Numeric(Predicate<BigDecimal> bounds, String words) implements Kind {
        @Override
        public boolean fits(YamlNode node) {
            return node instanceof YamlScalar scalar
                    && scalar.number().filter(bounds).isPresent();
        }

        @Override
        public void inside(YamlNode node, String what, String book, Problems problems) {}
    }

    /** A number without a fraction, at least the bound if there is one. */
    record Whole(Optional<BigDecimal> atLeast) implements Kind {
        public Whole {
            requireNonNull(atLeast, "atLeast");
        }

        @Override
        public boolean fits(YamlNode node) {
            return node instanceof YamlScalar scalar
                    && scalar.whole().isPresent()
                    && (atLeast.isEmpty() || new BigDecimal(scalar.whole().get()).compareTo(atLeast.get()) >= 0);
        }

        @Override
        public String words() {
            return atLeast.isEmpty() ? "a whole number" : "a whole number, " + atLeast.get() + " or more";
        }

        @Override
        public void inside(YamlNode node, String what, String book, Problems problems) {}
    }

    /** Any value, nothing included. */
    record Anything() implements Kind {
        @Override
        public boolean fits(YamlNode node) {
            return true;
        }

        @Override
        public String words() {
            return "any value";
        }

        @Override
        public void inside(YamlNode node, String what, String book, Problems problems) {}
    }

    /** Any value that is no list and no object. */
    record Single() implements Kind {
        @Override
        public boolean fits(YamlNode node) {
            return node instanceof YamlScalar;
        }

        @Override
        public String words() {
            return "a single value";
        }

        @Override
        public void inside(YamlNode node, String what, String book, Problems problems) {}
    }

    /** An object whose keys the book leaves open. */
    record OpenObject() implements Kind {
        @Override
        public boolean fits(YamlNode node) {
            return node instanceof YamlMap;
        }

        @Override
        public String words() {
            return "an object";
        }

        @Override
        public void inside(YamlNode node, String what, String book, Problems problems) {}
    }

    /** An object of a shape. */
    record Nested(Supplier<Shape> shape) implements Kind {
        @Override
        public boolean fits(YamlNode node) {
            return node instanceof YamlMap;
        }

        @Override
        public String words() {
            return "an object";
        }

        @Override
        public void inside(YamlNode node, String what, String book, Problems problems) {
            shape.get().check((YamlMap) node, problems);
        }
    }

    /** A list, its items of one kind. */
    record Listing(Kind item, int fewest, int most) implements Kind {
        @Override
        public boolean fits(YamlNode node) {
            return node instanceof YamlList list
                    && list.items().size() >= fewest
                    && list.items().size() <= most;
        }

        @Override
        public String words() {
            String list = "a list, each item " + item.words();
            if (most < Integer.MAX_VALUE) {
                return list + ", " + fewest + " of them";
            }
            return fewest == 0 ? list : list + ", at least " + fewest;
        }

        @Override
        public void inside(YamlNode node, String what, String book, Problems problems) {
            for (YamlNode value : ((YamlList) node).items()) {
                item.check(value, "an item of " + what, book, problems);
            }
        }
    }

    /** A list of scalars of which no two are the same. */
    record Distinct(Listing list) implements Kind {
        @Override
        public boolean fits(YamlNode node) {
            return list.fits(node);
        }

        @Override
        public String words() {
            return list.words() + ", no two the same";
        }

        @Override
        public void inside(YamlNode node, String what, String book, Problems problems) {
            list.inside(node, what, book, problems);
            Set<Object> seen = new HashSet<>();
            for (YamlNode item : ((YamlList) node).items()) {
                if (item instanceof YamlScalar scalar && !seen.add(valueOf(scalar))) {
                    problems.add(
                            Code.INVALID_VALUE,
                            item.place(),
                            "an item of " + what + " is " + item.describe() + " a second time",
                            book + " asks for items that differ",
                            "take it out");
                }
            }
        }

        private static Object valueOf(YamlScalar scalar) {
            Optional<BigDecimal> number = scalar.number();
            return number.isPresent() ? number.get().stripTrailingZeros() : scalar.sort() + " " + scalar.text();
        }
    }

    /** An object whose keys are names of the writer's own. */
    record Entries(Kind value) implements Kind {
        @Override
        public boolean fits(YamlNode node) {
            return node instanceof YamlMap;
        }

        @Override
        public String words() {
            return "an object";
        }

        @Override
        public void inside(YamlNode node, String what, String book, Problems problems) {
            ((YamlMap) node)
                    .entries()
                    .forEach((key, entry) -> value.check(entry.value(), "'" + key + "' in " + what, book, problems));
        }
    }

    /** One of two kinds of different sorts. */
    record Either(Kind one, Kind other) implements Kind {
        @Override
        public boolean fits(YamlNode node) {
            return one.fits(node) || other.fits(node);
        }

        @Override
        public String words() {
            return one.words() + " or " + other.words();
        }

        @Override
        public void inside(YamlNode node, String what, String book, Problems problems) {
            (one.fits(node) ? one : other).inside(node, what, book, problems);
        }
    }
}
