package dev.weir.jobs.engine.read.fhir;

import dev.weir.jobs.engine.read.ReadSpec;
import dev.weir.jobs.engine.read.value.ReadColumn;
import dev.weir.jobs.engine.read.value.ReadColumn.OnBadValue;
import dev.weir.jobs.engine.read.value.ValueType;
import java.util.List;

/** What tests read of resources. */
final class Resources {

    static final ValueType TEXT = new ValueType.Text();
    static final ValueType DAY = new ValueType.Day(ValueType.ISO);
    static final ValueType INSTANT = new ValueType.Instant(ValueType.ISO, "");

    private Resources() {}

    static ReadColumn column(String path, ValueType type) {
        return new ReadColumn(path, path, type, List.of(), OnBadValue.UNREADABLE);
    }

    static ReadColumn lenient(String path, ValueType type) {
        return new ReadColumn(path, path, type, List.of(), OnBadValue.NULL_AND_WARN);
    }

    static ValueType listOf(ValueType type) {
        return new ValueType.ListOf(type);
    }

    static ReadSpec spec(String baseUrl, ReadColumn... columns) {
        return ReadSpec.of(new Fhir(baseUrl), List.of(columns));
    }

    /** A patient with an id and more elements. */
    static String patient(String more) {
        return resource("Patient", more);
    }

    static String observation(String more) {
        return resource("Observation", more);
    }

    private static String resource(String type, String more) {
        return "{\"resourceType\":\"" + type + "\",\"id\":\"a-1\""
                + (more.isEmpty() ? "" : "," + more.replace('\'', '"')) + "}\n";
    }
}
