package dev.weir.contracts.format.fhir;

import java.util.List;

/**
 * An element of a resource or type, as FHIR defines it.
 *
 * @param name as JSON has it: of a choice, with the type behind it, such as {@code valueQuantity}
 * @param type of its values: a primitive, or a type with elements
 * @param isList whether JSON has an array of them
 * @param choice the name before {@code [x]} of the choice that it is one of; empty where it is of none
 * @param targets the types of resources that a reference may lead to; empty where it may lead to any
 */
public record FhirElement(String name, String type, boolean isList, String choice, List<String> targets) {

    public FhirElement {
        targets = List.copyOf(targets);
    }
}
