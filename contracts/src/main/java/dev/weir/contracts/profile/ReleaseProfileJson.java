package dev.weir.contracts.profile;

import static dev.weir.contracts.json.JsonKey.number;
import static dev.weir.contracts.json.JsonKey.objects;
import static dev.weir.contracts.json.JsonKey.optionalWhole;
import static dev.weir.contracts.json.JsonKey.text;
import static dev.weir.contracts.json.JsonKey.whole;
import static dev.weir.contracts.json.JsonKey.word;

import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.json.Json;
import dev.weir.contracts.json.JsonShape;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A profile as JSON: the evidence object {@value #NAME}. Its published schema is the resource {@code
 * schemas/profile.schema.json}. {@code parse(print(x))} is {@code x}.
 */
public final class ReleaseProfileJson {

    /** The name among the evidence. */
    public static final String NAME = "profile.json";

    public static final String SCHEMA = "weir-profile-1";

    private static final JsonShape<ColumnProfile.ValueCount> VALUE = JsonShape.of(
            text("value", ColumnProfile.ValueCount::value),
            whole("rows", shown -> shown.rows().count()),
            (value, rows) -> new ColumnProfile.ValueCount(value, new RoundedCount(rows)));

    private static final JsonShape<ColumnProfile.Quantile> QUANTILE = JsonShape.of(
            number("rank", ColumnProfile.Quantile::rank),
            number("value", ColumnProfile.Quantile::value),
            ColumnProfile.Quantile::new);

    private static final JsonShape<ColumnProfile> COLUMN = JsonShape.of(
            text("column", ColumnProfile::column),
            optionalWhole("missing", column -> written(column.missing())),
            optionalWhole("distinct", column -> written(column.distinct())),
            objects("values", VALUE, ColumnProfile::values),
            objects("quantiles", QUANTILE, ColumnProfile::quantiles),
            (column, missing, distinct, values, quantiles) ->
                    new ColumnProfile(column, read(missing), read(distinct), values, quantiles));

    private static final JsonShape<TableProfile> TABLE = JsonShape.of(
            text("table", TableProfile::table),
            word("extent", TableProfile.Extent.class, TableProfile::extent),
            whole("rows", table -> table.rows().count()),
            objects("columns", COLUMN, TableProfile::columns),
            (table, extent, rows, columns) -> new TableProfile(table, extent, new RoundedCount(rows), columns));

    private static final JsonShape<ReleaseProfile> PROFILE = JsonShape.document(
            SCHEMA, JsonShape.of(objects("tables", TABLE, ReleaseProfile::tables), ReleaseProfile::new));

    private ReleaseProfileJson() {}

    /** The profile as text; the same for equal profiles. */
    public static String print(ReleaseProfile profile) {
        return Json.print(PROFILE.node(profile));
    }

    /**
     * Reads what {@link #print} wrote.
     *
     * @param file where the text comes from, for messages
     * @throws ProblemsException when it is no such document
     */
    public static ReleaseProfile parse(String file, String text) {
        return PROFILE.parse(Json.parse(file, text));
    }

    private static OptionalLong written(Optional<RoundedCount> count) {
        return count.map(rounded -> OptionalLong.of(rounded.count())).orElse(OptionalLong.empty());
    }

    private static Optional<RoundedCount> read(OptionalLong count) {
        return count.isPresent() ? Optional.of(new RoundedCount(count.getAsLong())) : Optional.empty();
    }
}
