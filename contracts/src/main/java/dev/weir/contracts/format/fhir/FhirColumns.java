package dev.weir.contracts.format.fhir;

import dev.weir.contracts.Code;
import dev.weir.contracts.Column;
import dev.weir.contracts.DataType;
import dev.weir.contracts.Problems;
import dev.weir.contracts.Table;
import dev.weir.contracts.text.NearestName;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Checks where the columns of a table stand in resources of one type, and that their types are such as stand there. */
final class FhirColumns {

    private final Problems problems;

    FhirColumns(Problems problems) {
        this.problems = problems;
    }

    void check(Table table) {
        Map<Column, FhirPath> paths = new LinkedHashMap<>();
        for (Column column : table.columns()) {
            try {
                paths.put(column, FhirPath.of(column.origin().physicalName()));
            } catch (IllegalArgumentException e) {
                report(
                        column,
                        "which is no path",
                        String.valueOf(e.getMessage()),
                        "write elements with dots between them, such as name[0].family");
            }
        }
        Optional<String> resource = resource(table, paths);
        if (resource.isEmpty()) {
            return;
        }
        Map<String, Column> readers = new HashMap<>();
        paths.forEach((column, path) -> {
            Column first = readers.putIfAbsent(path.toString(), column);
            if (first != null) {
                report(
                        column,
                        "as column '" + first.name() + "' does",
                        "a place has one column",
                        "keep one, and select it twice in the query");
            }
            place(resource.get(), column, path);
        });
    }

    /** The type that the paths begin with; empty where its problem has been reported. */
    private Optional<String> resource(Table table, Map<Column, FhirPath> paths) {
        String resource = "";
        for (Map.Entry<Column, FhirPath> each : paths.entrySet()) {
            String own = each.getValue().resource();
            if (!own.isEmpty() && !FhirDefinitions.r4().resources().contains(own)) {
                report(
                        each.getKey(),
                        "of each record",
                        "FHIR R4 has no resources of the type '" + own + "'",
                        NearestName.remedy(
                                own,
                                List.copyOf(FhirDefinitions.r4().resources()),
                                "begin with a type such as Patient"));
                return Optional.empty();
            }
            if (!own.isEmpty() && !resource.isEmpty() && !own.equals(resource)) {
                report(
                        each.getKey(),
                        "of each record",
                        "another column of the table reads resources of the type " + resource,
                        "make a table of each type");
                return Optional.empty();
            }
            resource = own.isEmpty() ? resource : own;
        }
        if (resource.isEmpty() && !paths.isEmpty()) {
            problems.add(
                    Code.INVALID_VALUE,
                    table.place(),
                    "table '" + table.name() + "' does not say of which type its resources are",
                    "the path of a column begins with it",
                    "give the id's column 'physicalName: Patient.id', or whichever type it is");
        }
        return Optional.of(resource).filter(found -> !found.isEmpty());
    }

    private void place(String resource, Column column, FhirPath path) {
        try {
            FhirPlace place = FhirPlace.of(resource, path);
            Optional<Misfit> misfit = path.target().isEmpty()
                    ? misfit(place.end(), place.isList(), column.type())
                    : column.type() instanceof DataType.Text
                            ? Optional.empty()
                            : Optional.of(new Misfit("a key is a text", "type it as string"));
            misfit.ifPresent(wrong -> report(column, "as " + column.type().display(), wrong.why(), wrong.remedy()));
        } catch (FhirPlace.Nowhere nowhere) {
            report(column, "of each record", nowhere.why(), nowhere.remedy());
        }
    }

    /** Why a type does not hold the values of an element, and what to do about it. */
    private record Misfit(String why, String remedy) {}

    private static Optional<Misfit> misfit(FhirElement element, boolean isList, DataType type) {
        if (isList) {
            return type instanceof DataType.Array array
                    ? misfit(element, false, array.element())
                    : Optional.of(new Misfit(
                            "'" + element.name() + "' is a list",
                            "type it as array, or read one of its values: " + element.name() + "[0]"));
        }
        Optional<FhirPrimitive> primitive = FhirPrimitive.of(element.type());
        if (primitive.isPresent()) {
            return primitive(primitive.get(), type)
                    .map(remedy -> new Misfit("'" + element.name() + "' is of FHIR's type " + element.type(), remedy));
        }
        if (!(type instanceof DataType.Structure structure)) {
            return Optional.of(new Misfit(
                    "'" + element.name() + "' is an object of FHIR's type " + element.type(),
                    "read an element of it, or type it as object with 'properties'"));
        }
        for (DataType.Field field : structure.fields()) {
            Optional<FhirElement> inner = FhirDefinitions.r4().element(element.type(), field.name());
            if (inner.isEmpty() || inner.get().type().equals(FhirDefinitions.RESOURCE)) {
                return Optional.of(new Misfit(
                        "FHIR R4 has no '" + field.name() + "' in '" + element.name() + "'",
                        NearestName.remedy(
                                field.name(),
                                List.copyOf(FhirDefinitions.r4()
                                        .elements(element.type())
                                        .keySet()),
                                "look it up in the definition of " + element.type())));
            }
            Optional<Misfit> misfit = misfit(inner.get(), inner.get().isList(), field.type());
            if (misfit.isPresent()) {
                return misfit;
            }
        }
        return Optional.empty();
    }

    /** What to do about a type that does not hold the values of a primitive one; empty where it holds them. */
    private static Optional<String> primitive(FhirPrimitive primitive, DataType type) {
        boolean isNumber = type instanceof DataType.Real || type instanceof DataType.Decimal;
        boolean isText = type instanceof DataType.Text;
        boolean isInstant = type instanceof DataType.Timestamp timestamp && timestamp.clock() == DataType.Clock.INSTANT;
        return switch (primitive) {
            case BOOLEAN -> type instanceof DataType.Bool ? Optional.empty() : Optional.of("type it as boolean");
            case INTEGER, UNSIGNED_INT, POSITIVE_INT ->
                isNumber || type instanceof DataType.Int64 ? Optional.empty() : Optional.of("type it as integer");
            case DECIMAL ->
                isNumber || isText
                        ? Optional.empty()
                        : Optional.of("type it as number, with 'physicalType: decimal(p,s)' where digits count, or as"
                                + " string to have it as written");
            case DATE ->
                isText || type instanceof DataType.Date
                        ? Optional.empty()
                        : Optional.of("type it as date where all have their day, else as string");
            case DATE_TIME ->
                isText || isInstant || type instanceof DataType.Date
                        ? Optional.empty()
                        : Optional.of(
                                "type it as timestamp with 'timezone: true' where all have their time, as date where"
                                        + " all are days, else as string");
            case INSTANT ->
                isText || isInstant ? Optional.empty() : Optional.of("type it as timestamp with 'timezone: true'");
            case TIME -> isText || type instanceof DataType.Time ? Optional.empty() : Optional.of("type it as time");
            default -> isText ? Optional.empty() : Optional.of("type it as string");
        };
    }

    private void report(Column column, String how, String why, String remedy) {
        problems.add(
                Code.INVALID_VALUE,
                column.place(),
                "column '" + column.name() + "' reads '" + column.origin().physicalName() + "' " + how,
                why,
                remedy);
    }
}
