package dev.weir.jobs.engine.read.fhir;

import dev.weir.contracts.format.fhir.FhirPath;
import dev.weir.jobs.engine.read.value.ReadColumn;
import dev.weir.jobs.engine.read.value.ValueType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which elements of a resource columns read: a tree of their names, whatever the values of a list that are meant. */
final class WantedElements {
    private final String path;
    private final Map<String, WantedElements> elements = new HashMap<>();

    private WantedElements(String path) {
        this.path = path;
    }

    /**
     * What some columns read, and the id.
     *
     * @param paths of the columns
     */
    static WantedElements of(List<FhirPath> paths, List<ReadColumn> columns) {
        WantedElements all = new WantedElements("");
        all.add("id");
        for (int i = 0; i < columns.size(); i++) {
            FhirPath path = paths.get(i);
            WantedElements at = all;
            for (FhirPath.Step step : path.steps()) {
                at = at.add(step.element());
                if (step.pick().orElse(null) instanceof FhirPath.With with) {
                    at.add(with.element());
                }
            }
            at.addFields(columns.get(i).type());
            if (!path.target().isEmpty()) {
                at.add("reference");
            }
        }
        return all;
    }

    private void addFields(ValueType type) {
        if (type instanceof ValueType.ListOf list) {
            addFields(list.element());
        } else if (type instanceof ValueType.ObjectOf object) {
            object.fields().forEach(field -> add(field.name()).addFields(field.type()));
        }
    }

    private WantedElements add(String element) {
        return elements.computeIfAbsent(element, name -> new WantedElements(path.isEmpty() ? name : path + "." + name));
    }

    /** From the resource to here, without places of lists. */
    String path() {
        return path;
    }

    /** What is read of an element; null where nothing is. */
    @Nullable
    WantedElements element(String name) {
        return elements.get(name);
    }
}
