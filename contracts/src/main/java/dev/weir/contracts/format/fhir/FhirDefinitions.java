package dev.weir.contracts.format.fhir;

import dev.weir.contracts.text.OwnResource;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Which elements the resources and types of FHIR R4 (4.0.1) have: a table that HL7's structure definitions give. */
public final class FhirDefinitions {

    /** The type of a resource within another, of which nothing is known before it is read. */
    public static final String RESOURCE = "Resource";

    /** The type of what stands beside a primitive value, by its name with {@code _} before it. */
    static final String BESIDE = "Element";

    static final String REFERENCE = "Reference";

    private static final String TABLE = "/fhir/r4-elements.tsv";

    private static final FhirDefinitions R4 = read();

    private final Set<String> resources = new TreeSet<>();
    private final Map<String, Map<String, FhirElement>> types = new HashMap<>();

    private FhirDefinitions() {}

    public static FhirDefinitions r4() {
        return R4;
    }

    public Set<String> resources() {
        return resources;
    }

    /** The elements of a resource or type by their names in JSON; none of a primitive. */
    public Map<String, FhirElement> elements(String type) {
        return types.getOrDefault(type, Map.of());
    }

    /** The element that JSON calls so, be it what stands beside a primitive one. */
    public Optional<FhirElement> element(String type, String name) {
        return Optional.ofNullable(elements(type).get(name));
    }

    private static FhirDefinitions read() {
        FhirDefinitions read = new FhirDefinitions();
        Map<String, FhirElement> elements = new LinkedHashMap<>();
        for (String line :
                OwnResource.text(FhirDefinitions.class, TABLE).lines().toList()) {
            String[] fields = line.split("\t", -1);
            if (line.startsWith("\t")) {
                add(fields, elements);
            } else if (!line.startsWith("#")) {
                elements = read.type(fields);
            }
        }
        Map<String, FhirElement> beside = read.type(new String[] {BESIDE});
        beside.put("id", new FhirElement("id", "string", false, "", List.of()));
        beside.put("extension", new FhirElement("extension", "Extension", true, "", List.of()));
        return read;
    }

    private Map<String, FhirElement> type(String[] fields) {
        if (fields.length > 1) {
            resources.add(fields[0]);
        }
        return types.computeIfAbsent(fields[0], first -> new LinkedHashMap<>());
    }

    private static void add(String[] fields, Map<String, FhirElement> elements) {
        boolean isList = field(fields, 3).equals("*");
        String choice = field(fields, 4);
        String targets = field(fields, 5);
        FhirElement element = new FhirElement(
                fields[1], fields[2], isList, choice, targets.isEmpty() ? List.of() : List.of(targets.split(" ")));
        elements.put(element.name(), element);
        if (FhirPrimitive.of(element.type()).isPresent()) {
            String name = "_" + element.name();
            elements.put(name, new FhirElement(name, BESIDE, isList, "", List.of()));
        }
    }

    private static String field(String[] fields, int number) {
        return number < fields.length ? fields[number] : "";
    }
}
