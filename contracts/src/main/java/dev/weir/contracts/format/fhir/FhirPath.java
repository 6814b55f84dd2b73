package dev.weir.contracts.format.fhir;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a column stands in a resource: {@code Patient.name[0].family}, {@code code.coding[system=http://loinc.org].code},
 * {@code subject.getReferenceKey(Patient)}. The type at the beginning is FHIRPath's, the last function SQL on FHIR's.
 *
 * @param resource the type that it begins with; empty where it goes without
 * @param steps from the resource on, at least one
 * @param target the type of the resource whose key a reference has; empty where the path asks for no key
 */
public record FhirPath(String resource, List<Step> steps, String target) {

    private static final Pattern TYPE = Pattern.compile("([A-Z][A-Za-z0-9]*)\\.");
    private static final Pattern NAME = Pattern.compile("_?[a-z][A-Za-z0-9]*");
    private static final Pattern PICK = Pattern.compile("\\[(?:(0|[1-9][0-9]{0,8})|([a-z][A-Za-z0-9]*)=([^\\]]+))\\]");
    private static final Pattern KEY = Pattern.compile("getReferenceKey\\(([A-Z][A-Za-z0-9]*)\\)$");

    public FhirPath {
        steps = List.copyOf(steps);
        if (steps.isEmpty()) {
            throw new IllegalArgumentException("a path has an element");
        }
    }

    /** Which values of an element are meant: one of a list, or all there are. */
    public sealed interface Pick {}

    /** The value at a place of a list; the first is 0. */
    public record At(int index) implements Pick {
        @Override
        public String toString() {
            return "[" + index + "]";
        }
    }

    /** The only value of a list that has this text as its element of that name. */
    public record With(String element, String text) implements Pick {
        @Override
        public String toString() {
            return "[" + element + "=" + text + "]";
        }
    }

    /** From a resource or value to an element of it. */
    public record Step(String element, Optional<Pick> pick) {
        @Override
        public String toString() {
            return element + pick.map(Pick::toString).orElse("");
        }
    }

    /**
     * The path that a text writes.
     *
     * @throws IllegalArgumentException saying what is wrong with it
     */
    public static FhirPath of(String text) {
        Matcher type = TYPE.matcher(text);
        String resource = type.lookingAt() ? type.group(1) : "";
        int at = resource.isEmpty() ? 0 : type.end();
        List<Step> steps = new ArrayList<>();
        while (true) {
            Matcher key = KEY.matcher(text).region(at, text.length());
            if (!steps.isEmpty() && key.matches()) {
                return new FhirPath(resource, steps, key.group(1));
            }
            Matcher name = NAME.matcher(text).region(at, text.length());
            if (!name.lookingAt()) {
                throw new IllegalArgumentException("the name of an element is missing at character " + (at + 1));
            }
            Matcher pick = PICK.matcher(text).region(name.end(), text.length());
            boolean isPicked = pick.lookingAt();
            steps.add(new Step(name.group(), isPicked ? Optional.of(pick(pick)) : Optional.empty()));
            at = isPicked ? pick.end() : name.end();
            if (at == text.length()) {
                return new FhirPath(resource, steps, "");
            }
            if (text.charAt(at) != '.') {
                throw new IllegalArgumentException(
                        "'" + text.substring(at)
                                + "' is neither an element behind a dot, nor a value of a list such as [0] or [system=http://loinc.org]");
            }
            at++;
        }
    }

    private static Pick pick(Matcher pick) {
        return pick.group(1) == null ? new With(pick.group(2), pick.group(3)) : new At(Integer.parseInt(pick.group(1)));
    }

    /** Without the type at its beginning. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        steps.forEach(step -> text.append(text.isEmpty() ? "" : ".").append(step));
        return target.isEmpty() ? text.toString() : text + ".getReferenceKey(" + target + ")";
    }
}
