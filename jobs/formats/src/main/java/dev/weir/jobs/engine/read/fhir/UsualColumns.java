package dev.weir.jobs.engine.read.fhir;

import dev.weir.contracts.format.fhir.FhirDefinitions;
import dev.weir.contracts.format.fhir.FhirElement;
import dev.weir.contracts.format.fhir.FhirPrimitive;
import dev.weir.jobs.engine.read.layout.LayoutColumn;
import dev.weir.jobs.engine.read.layout.LayoutColumn.Proof;
import dev.weir.jobs.engine.read.value.ValueType;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The columns that people usually read of resources of a type: of each element what stands for it, and of a list its first value; of identifiers two, since the second is often the one that other tables have. */
final class UsualColumns {

    private static final ValueType TEXT = new ValueType.Text();

    /** Elements that hold what FHIR does not define. */
    private static final Set<String> UNDEFINED = Set.of("extension", "modifierExtension");

    /** Elements that say something of the record as such; of {@code meta} two parts are usual. */
    private static final Set<String> OF_RECORDS = Set.of("meta", "implicitRules", "language", "text", "contained");

    /** Lists of which the second value is often the one that others have, or belongs to the first: two pressures of the blood. */
    private static final Set<String> TAKEN_TWICE = Set.of("Identifier", "ObservationComponentComponent");

    /** Without its comparator a value of {@code < 4} is 4, and without its code a unit is what a person has typed. */
    private static final List<String> QUANTITY = List.of("comparator", "value", "unit", "system", "code");

    /** How a drug is to be taken: by which way, how often, and how much. */
    private static final List<String> DOSAGE = List.of(
            "text",
            "asNeededBoolean",
            "route.coding[0].system",
            "route.coding[0].code",
            "route.coding[0].display",
            "route.text",
            "timing.code.text",
            "timing.repeat.frequency",
            "timing.repeat.period",
            "timing.repeat.periodUnit",
            "doseAndRate[0].doseQuantity.value",
            "doseAndRate[0].doseQuantity.unit",
            "doseAndRate[0].doseQuantity.code",
            "doseAndRate[0].rateQuantity.value",
            "doseAndRate[0].rateQuantity.unit");

    /** What stands for a value of a type, by paths from it. */
    private static final Map<String, List<String>> PARTS = Map.ofEntries(
            Map.entry("CodeableConcept", List.of("coding[0].system", "coding[0].code", "coding[0].display", "text")),
            Map.entry("Coding", List.of("system", "code", "display")),
            Map.entry("HumanName", List.of("use", "family", "given", "text")),
            Map.entry("Address", List.of("use", "line", "city", "district", "state", "postalCode", "country", "text")),
            Map.entry("ContactPoint", List.of("system", "value", "use")),
            Map.entry("Identifier", List.of("use", "system", "value")),
            Map.entry("Period", List.of("start", "end")),
            Map.entry("Range", List.of("low.value", "high.value")),
            Map.entry("ObservationReferenceRangeComponent", List.of("low.value", "high.value", "text")),
            Map.entry(
                    "Ratio",
                    List.of("numerator.comparator", "numerator.value", "denominator.comparator", "denominator.value")),
            Map.entry("Quantity", QUANTITY),
            Map.entry("Age", QUANTITY),
            Map.entry("Duration", QUANTITY),
            Map.entry("Money", List.of("value", "currency")),
            Map.entry("Annotation", List.of("text")),
            Map.entry("Dosage", DOSAGE),
            Map.entry("Attachment", List.of("contentType", "title")));

    /** Resources that are people: what identifies one of them identifies a person. */
    private static final Set<String> PEOPLE = Set.of("Patient", "Person", "RelatedPerson", "Practitioner");

    private final String resource;
    private final FhirDefinitions r4 = FhirDefinitions.r4();
    private final List<LayoutColumn> columns = new ArrayList<>();

    private UsualColumns(String resource) {
        this.resource = resource;
    }

    /** The columns, each that a record may have; the first is the id's. */
    static List<LayoutColumn> of(String resource) {
        UsualColumns usual = new UsualColumns(resource);
        usual.columns.add(new LayoutColumn(
                resource + ".id", key(resource), TEXT, Proof.GIVEN, "", usual.isOfPeople() ? "MRN" : ""));
        usual.columns.add(new LayoutColumn("meta.versionId", "version_id", TEXT, Proof.GIVEN, "", "NONE"));
        usual.columns.add(new LayoutColumn("meta.lastUpdated", "last_updated", TEXT, Proof.TIMES));
        usual.addAll(resource, "", "");
        return usual.columns;
    }

    /** Whether a record is a person's, or refers to one: its number tells of a person. */
    private boolean isOfPeople() {
        return PEOPLE.contains(resource)
                || r4.elements(resource).values().stream()
                        .anyMatch(element -> element.targets().contains("Patient"));
    }

    private void addAll(String type, String path, String label) {
        for (FhirElement element : r4.elements(type).values()) {
            boolean isAside = UNDEFINED.contains(element.name())
                    || element.name().equals("id")
                    || (path.isEmpty() && OF_RECORDS.contains(element.name()));
            if (!isAside && !element.name().startsWith("_")) {
                add(element, path + element.name(), label + element.name());
            }
        }
    }

    private void add(FhirElement element, String path, String label) {
        FhirPrimitive primitive = FhirPrimitive.of(element.type()).orElse(null);
        String one = path + (element.isList() ? "[0]" : "");
        if (primitive != null) {
            ValueType type = element.isList() ? new ValueType.ListOf(type(primitive)) : type(primitive);
            columns.add(new LayoutColumn(path, label, type, element.isList() ? Proof.GIVEN : proof(primitive)));
        } else if (element.type().equals("Reference")) {
            element.targets()
                    .forEach(target -> columns.add(new LayoutColumn(
                            one + ".getReferenceKey(" + target + ")", label + "_" + key(target), TEXT, Proof.GIVEN)));
            columns.add(new LayoutColumn(one + ".reference", label + "_reference", TEXT, Proof.GIVEN));
            boolean isPerson = element.targets().stream().anyMatch(target -> PEOPLE.contains(target));
            columns.add(new LayoutColumn(
                    one + ".display", label + "_display", TEXT, Proof.GIVEN, "", isPerson ? "NAME" : ""));
        } else if (PARTS.containsKey(element.type())) {
            parts(element.type(), one, label);
            if (element.isList() && TAKEN_TWICE.contains(element.type())) {
                parts(element.type(), path + "[1]", label + "_2");
            }
        } else if (isComponent(element) && (!element.isList() || path.equals(element.name()))) {
            // of lists within lists most is left out, and a component may have its like within it
            addAll(element.type(), one + ".", label + "_");
            if (element.isList() && TAKEN_TWICE.contains(element.type())) {
                addAll(element.type(), path + "[1].", label + "_2_");
            }
        }
    }

    private boolean isComponent(FhirElement element) {
        return !r4.elements(element.type()).isEmpty() && element.type().endsWith("Component");
    }

    private void parts(String type, String path, String label) {
        PARTS.getOrDefault(type, List.of()).forEach(part -> part(type, part, path + "." + part, label));
    }

    private void part(String type, String part, String path, String label) {
        FhirElement end = null;
        String of = type;
        for (String name : part.replace("[0]", "").split("\\.", -1)) {
            end = r4.element(of, name).orElseThrow();
            of = end.type();
        }
        if (end == null) {
            throw new IllegalStateException("A path has an element.");
        }
        FhirPrimitive primitive = FhirPrimitive.of(end.type()).orElseThrow();
        ValueType one = type(primitive);
        columns.add(new LayoutColumn(
                path,
                label + "_" + part.replace("coding[0].", "").replace("[0]", "").replace('.', '_'),
                end.isList() ? new ValueType.ListOf(one) : one,
                end.isList() ? Proof.GIVEN : proof(primitive),
                "",
                about(type, part)));
    }

    /** The category of a part of one of FHIR's types, where the type's definition defines it; empty where it does not. */
    private String about(String type, String part) {
        if (part.equals("use")) {
            return "";
        }
        return switch (type) {
            case "HumanName" -> "NAME";
            case "Address" -> part.equals("country") ? "" : "ADDR";
            case "ContactPoint" -> part.equals("value") ? "PHONE" : "";
            case "Identifier" -> part.equals("value") && PEOPLE.contains(resource) ? "MRN" : "";
            default -> part.endsWith("comparator") ? "HEALTH" : "";
        };
    }

    /** What the key of a resource is called in all tables. */
    static String key(String resource) {
        return resource.replaceAll("(?<=[a-z])(?=[A-Z])", "_").toLowerCase(Locale.ROOT) + "_id";
    }

    private static ValueType type(FhirPrimitive primitive) {
        return switch (primitive.json()) {
            case FLAG -> ValueType.Flag.WORDS;
            case NUMBER -> primitive.isWhole() ? ValueType.Whole.LONG : ValueType.Real.FINITE;
            case TEXT -> TEXT;
        };
    }

    /** Texts of other types than dates and times are texts, whatever they look like. */
    private static Proof proof(FhirPrimitive primitive) {
        return primitive.isPartial() || primitive == FhirPrimitive.INSTANT ? Proof.TIMES : Proof.GIVEN;
    }
}
