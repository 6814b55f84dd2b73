package dev.weir.contracts.read.contract;

import dev.weir.contracts.Code;
import dev.weir.contracts.Problems;
import dev.weir.contracts.text.NearestName;
import dev.weir.contracts.yaml.YamlMap;
import dev.weir.contracts.yaml.YamlNode;
import dev.weir.contracts.yaml.YamlScalar;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Weir's own words: {@code customProperties} whose names begin with {@code weir}. */
public final class WeirProperties {

    static final String READ = "weirRead";
    static final String NULL_VALUES = "weirNullValues";
    static final String ON_BAD_VALUE = "weirOnBadValue";
    static final String MISSING = "weirMissing";
    static final String UNIT = "weirUnit";
    static final String MASK = "weirMask";
    static final String QUASI_IDENTIFIER = "weirQuasiIdentifier";
    static final String FORMAT = "weirFormat";
    static final String GRADE = "weirGrade";
    static final String QUERY = "weirQuery";
    static final String LOAD = "weirLoad";
    static final String SUBJECT = "weirSubject";
    static final String MINORS = "weirMinors";
    static final String EMPTY = "weirEmpty";
    static final String UNREADABLE = "weirUnreadable";
    public static final String AUDIENCE = "weirAudience";
    public static final String RELEASE = "weirRelease";
    public static final String CATALOGUE = "weirCatalogue";

    private static final String PREFIX = "weir";
    private static final String CUSTOM_PROPERTIES = "customProperties";

    private WeirProperties() {}

    /** What a property can stand on. */
    public enum Owner {
        PRODUCT("a product", AUDIENCE, CATALOGUE),
        INPUT_PORT("an input port", RELEASE),
        CONTRACT("a contract", FORMAT, GRADE),
        SERVER("a server", READ),
        TABLE("a table", QUERY, LOAD, SUBJECT, MINORS, EMPTY, UNREADABLE, READ),
        COLUMN("a column", READ, NULL_VALUES, ON_BAD_VALUE, MISSING, UNIT, MASK, QUASI_IDENTIFIER),
        OTHER("this object");

        private final String noun;

        @SuppressWarnings("ImmutableEnumChecker") // its own copy, which never changes
        private final List<String> properties;

        Owner(String noun, String... properties) {
            this.noun = noun;
            this.properties = List.of(properties);
        }
    }

    /** The value of a property of an object. */
    public static Optional<YamlNode> of(YamlMap owner, String property) {
        for (YamlMap entry : owner.maps(CUSTOM_PROPERTIES)) {
            if (entry.textOrEmpty("property").equals(property)) {
                return entry.get("value");
            }
        }
        return Optional.empty();
    }

    /** The value of a property, when it is text. */
    static Optional<YamlScalar> text(YamlMap owner, String property, Problems problems) {
        Optional<YamlNode> value = of(owner, property);
        if (value.isEmpty()) {
            return Optional.empty();
        }
        if (value.get() instanceof YamlScalar scalar
                && scalar.sort() == YamlScalar.Sort.TEXT
                && !scalar.text().isBlank()) {
            return Optional.of(scalar);
        }
        problems.add(
                Code.INVALID_VALUE,
                value.get().place(),
                "'" + property + "' is " + value.get().describe(),
                "it has to be a text",
                "write a text");
        return Optional.empty();
    }

    /** The value of a property that is one of a few words. */
    public static Optional<String> word(YamlMap owner, String property, List<String> allowed, Problems problems) {
        Optional<YamlScalar> text = text(owner, property, problems);
        if (text.isPresent() && !allowed.contains(text.get().text())) {
            problems.add(
                    Code.INVALID_VALUE,
                    text.get().place(),
                    "'" + property + "' is '" + text.get().text() + "'",
                    "it has to be " + String.join(" or ", allowed),
                    NearestName.remedy(text.get().text(), allowed, "write one of these"));
            return Optional.empty();
        }
        return text.map(YamlScalar::text);
    }

    /** Tells of every property of ours in a document, or in a part of it, that is unknown, or stands where it has no effect. */
    public static void check(YamlMap document, Owner owner, Problems problems) {
        Set<String> seen = new HashSet<>();
        for (YamlMap entry : document.maps(CUSTOM_PROPERTIES)) {
            Optional<YamlScalar> property = entry.text("property");
            if (property.isPresent()
                    && property.get().text().toLowerCase(Locale.ROOT).startsWith(PREFIX)) {
                judge(property.get(), owner, problems);
                if (!seen.add(property.get().text())) {
                    problems.add(
                            Code.DUPLICATE_NAME,
                            property.get().place(),
                            "'" + property.get().text() + "' stands twice",
                            "a property has one value",
                            "keep one of the two");
                }
            }
        }
        for (String key : document.entries().keySet()) {
            if (!key.equals(CUSTOM_PROPERTIES)) {
                document.map(key).ifPresent(nested -> check(nested, below(key), problems));
                document.maps(key).forEach(item -> check(item, below(key), problems));
            }
        }
    }

    private static Owner below(String key) {
        return switch (key) {
            case "inputPorts" -> Owner.INPUT_PORT;
            case "servers" -> Owner.SERVER;
            case "schema" -> Owner.TABLE;
            case "properties", "items" -> Owner.COLUMN;
            default -> Owner.OTHER;
        };
    }

    private static void judge(YamlScalar property, Owner owner, Problems problems) {
        List<String> here = owner.properties;
        String name = property.text();
        if (here.contains(name)) {
            return;
        }
        List<String> all = new ArrayList<>();
        for (Owner other : Owner.values()) {
            all.addAll(other.properties);
            if (other.properties.contains(name)) {
                problems.add(
                        Code.UNKNOWN_FIELD,
                        property.place(),
                        "'" + name + "' says nothing on " + owner.noun,
                        "it belongs on " + other.noun,
                        "move it there");
                return;
            }
        }
        problems.add(
                Code.UNKNOWN_FIELD,
                property.place(),
                "Weir has no property '" + name + "'",
                "names that begin with 'weir' are Weir's own",
                NearestName.remedy(
                        name,
                        NearestName.to(name, here).isPresent() ? here : all,
                        "take it out, or name it without 'weir'"));
    }
}
