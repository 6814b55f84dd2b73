package dev.weir.jobs.engine.read.fhir;

import static java.util.Objects.requireNonNull;

import ca.uhn.fhir.context.BaseRuntimeChildDefinition;
import ca.uhn.fhir.context.BaseRuntimeElementCompositeDefinition;
import ca.uhn.fhir.context.BaseRuntimeElementDefinition;
import ca.uhn.fhir.context.BaseRuntimeElementDefinition.ChildTypeEnum;
import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.RuntimeChildChoiceDefinition;
import ca.uhn.fhir.context.RuntimeChildExtension;
import ca.uhn.fhir.context.RuntimeChildResourceDefinition;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.jspecify.annotations.Nullable;

/** The elements of FHIR R4 as HAPI FHIR knows them, which are made of HL7's structure definitions: the table that Weir ships. */
final class HapiDefinitions {

    static final FhirContext R4 = FhirContext.forR4();

    private static final String HEAD = """
            # Elements of the resources and types of FHIR R4 (4.0.1, HL7, CC0), as HAPI FHIR has them. FhirDefinitionsTest writes it.
            # A type: name, and R of a resource. Below it each element: name, type, * of a list, the choice that it is one of, and the targets of a reference.
            """;

    private final Map<String, String> types = new TreeMap<>();

    /** The table. */
    static String table() {
        HapiDefinitions all = new HapiDefinitions();
        new TreeSet<>(R4.getResourceTypes()).forEach(name -> all.add(name, R4.getResourceDefinition(name), true));
        return HEAD + String.join("", all.types.values());
    }

    private void add(String name, BaseRuntimeElementCompositeDefinition<?> type, boolean isResource) {
        if (types.putIfAbsent(name, "") != null) {
            return;
        }
        StringBuilder text = new StringBuilder(name + (isResource ? "\tR\n" : "\n"));
        for (BaseRuntimeChildDefinition child : type.getChildren()) {
            Set<String> names = new TreeSet<>(child.getValidChildNames());
            for (String each : names) {
                // HAPI reads extensions apart, and does not know its own names of a modifierExtension
                BaseRuntimeElementDefinition<?> definition = child instanceof RuntimeChildExtension
                        ? R4.getElementDefinition("Extension")
                        : child.getChildByName(each);
                if (!isTarget(each, names)) {
                    text.append(element(each, child, definition));
                }
                if (definition instanceof BaseRuntimeElementCompositeDefinition<?> composite
                        && definition.getChildType() != ChildTypeEnum.RESOURCE) {
                    add(definition.getName(), composite, false);
                }
            }
        }
        types.put(name, text.toString());
    }

    /** HAPI has a name besides for the resource itself that a reference leads to. */
    private static boolean isTarget(String name, Set<String> names) {
        String stem = name.replaceFirst("Resource$", "");
        return !stem.equals(name) && (names.contains(stem) || names.contains(stem + "Reference"));
    }

    private static String element(
            String name, BaseRuntimeChildDefinition child, @Nullable BaseRuntimeElementDefinition<?> definition) {
        String targets = child instanceof RuntimeChildResourceDefinition reference
                ? reference.getResourceTypes().stream()
                        .filter(type -> !type.isInterface())
                        .map(type -> R4.getResourceType(type.asSubclass(IBaseResource.class)))
                        .sorted()
                        .collect(Collectors.joining(" "))
                : "";
        String choice = child instanceof RuntimeChildChoiceDefinition
                        && child.getValidChildNames().size() > 1
                ? child.getElementName().replace("[x]", "")
                : "";
        return ("\t" + name + "\t" + type(definition) + "\t" + (child.getMax() == 1 ? "" : "*") + "\t" + choice + "\t"
                                + targets)
                        .stripTrailing()
                + "\n";
    }

    private static String type(@Nullable BaseRuntimeElementDefinition<?> definition) {
        return switch (requireNonNull(definition, "definition").getChildType()) {
            case CONTAINED_RESOURCES, CONTAINED_RESOURCE_LIST, RESOURCE -> "Resource";
            default -> definition.getName();
        };
    }
}
