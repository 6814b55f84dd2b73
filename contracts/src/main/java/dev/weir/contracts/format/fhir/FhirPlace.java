package dev.weir.contracts.format.fhir;

import dev.weir.contracts.text.NearestName;
import java.util.List;
import java.util.Optional;

/**
 * Where a path leads to in resources of a type.
 *
 * @param path to it
 * @param end the element that it ends at
 * @param isList whether it is all values of a list
 */
public record FhirPlace(FhirPath path, FhirElement end, boolean isList) {
    /** Why a path leads nowhere, and what to do about it. */
    public static final class Nowhere extends Exception {
        private static final long serialVersionUID = 1L;

        private final String remedy;

        Nowhere(String why, String remedy) {
            super(why, null, false, false);
            this.remedy = remedy;
        }

        String why() {
            return String.valueOf(getMessage());
        }

        String remedy() {
            return remedy;
        }
    }

    /**
     * Where a path leads to.
     *
     * @param resource the type of the resources
     * @throws Nowhere where resources of the type have no such place
     */
    public static FhirPlace of(String resource, FhirPath path) throws Nowhere {
        FhirDefinitions r4 = FhirDefinitions.r4();
        String type = resource;
        String owner = resource;
        FhirElement element = null;
        boolean isList = false;
        for (FhirPath.Step step : path.steps()) {
            if (isList && element != null) {
                throw new Nowhere(
                        "'" + element.name() + "' is a list",
                        "say which of its values is meant: " + element.name()
                                + "[0], or by one of its elements, such as " + element.name() + "["
                                + example(element.type()) + "]");
            }
            element = element(r4, type, owner, step.element());
            isList = element.isList() && step.pick().isEmpty();
            checkPick(r4, element, step.pick());
            type = element.type();
            owner = step.element();
        }
        if (element == null) {
            throw new IllegalStateException("A path has an element.");
        }
        checkEnd(element, isList, path);
        return new FhirPlace(path, element, isList);
    }

    private static FhirElement element(FhirDefinitions r4, String type, String owner, String name) throws Nowhere {
        Optional<FhirElement> found = r4.element(type, name);
        if (found.isPresent()) {
            return found.get();
        }
        if (type.equals(FhirDefinitions.RESOURCE)) {
            throw new Nowhere(
                    "'" + owner + "' is a resource within another, of which types differ",
                    "have the export write such resources as records of their own");
        }
        List<String> choices = r4.elements(type).values().stream()
                .filter(each -> each.choice().equals(name))
                .map(FhirElement::name)
                .toList();
        if (!choices.isEmpty()) {
            throw new Nowhere(
                    "'" + name + "' is a choice of types, and JSON has the type in the name",
                    "make a column of each that occurs: " + String.join(", ", choices));
        }
        throw new Nowhere(
                "FHIR R4 has no '" + name + "' in '" + owner + "'",
                NearestName.remedy(
                        name, List.copyOf(r4.elements(type).keySet()), "look it up in the definition of " + type));
    }

    private static void checkPick(FhirDefinitions r4, FhirElement element, Optional<FhirPath.Pick> pick)
            throws Nowhere {
        if (pick.isEmpty()) {
            return;
        }
        if (!element.isList()) {
            throw new Nowhere("'" + element.name() + "' is no list", "take " + pick.get() + " out");
        }
        if (pick.get() instanceof FhirPath.With with) {
            boolean isSingle = r4.element(element.type(), with.element())
                    .filter(by -> !by.isList() && FhirPrimitive.of(by.type()).isPresent())
                    .isPresent();
            if (!isSingle) {
                throw new Nowhere(
                        "'" + with.element() + "' is no single value in '" + element.name() + "'",
                        "name an element that has one text, such as [" + example(element.type()) + "]");
            }
        }
    }

    private static String example(String type) {
        return switch (type) {
            case "HumanName", "Address" -> "use=official";
            case "Extension" -> "url=http://example.org/extension";
            case "ContactPoint" -> "system=phone";
            default -> "system=http://loinc.org";
        };
    }

    private static void checkEnd(FhirElement end, boolean isList, FhirPath path) throws Nowhere {
        if (end.type().equals(FhirDefinitions.RESOURCE)) {
            throw new Nowhere(
                    "'" + end.name() + "' is a resource within another, of which types differ",
                    "have the export write such resources as records of their own");
        }
        if (path.target().isEmpty()) {
            return;
        }
        if (!end.type().equals(FhirDefinitions.REFERENCE) || isList) {
            throw new Nowhere(
                    isList ? "'" + end.name() + "' is a list" : "'" + end.name() + "' is no reference",
                    "ask for the key of one reference, such as subject.getReferenceKey(Patient)");
        }
        boolean isTarget = end.targets().isEmpty()
                ? FhirDefinitions.r4().resources().contains(path.target())
                : end.targets().contains(path.target());
        if (!isTarget) {
            throw new Nowhere(
                    "'" + end.name() + "' leads to no " + path.target(),
                    end.targets().isEmpty()
                            ? "name a type of resources"
                            : "it leads to " + String.join(", ", end.targets()));
        }
    }
}
