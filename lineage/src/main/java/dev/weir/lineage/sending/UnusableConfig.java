package dev.weir.lineage.sending;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import dev.weir.contracts.Code;
import dev.weir.contracts.Place;
import dev.weir.contracts.ProblemsException;
import io.openlineage.client.OpenLineageClientException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Why OpenLineage's client cannot use its configuration, by line and key. A message of the client may have what it read, and is not shown. */
final class UnusableConfig {

    private UnusableConfig() {}

    /** @param place of the configuration as a whole */
    static ProblemsException problem(Place place, OpenLineageClientException failure) {
        Place found = place;
        List<String> keys = new ArrayList<>();
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof JsonProcessingException parsing && found.line() == 0) {
                found = at(place, parsing.getLocation()); // of the outermost: those within count from elsewhere
            }
            if (cause instanceof JsonMappingException mapping) {
                mapping.getPath().forEach(step -> keys.add(key(step)));
            }
        }
        String kind = Destination.kind(failure);
        return ProblemsException.of(
                Code.INVALID_VALUE,
                found,
                "OpenLineage's configuration cannot be used",
                keys.isEmpty()
                        ? "OpenLineage's client cannot read it (" + kind + ")"
                        : "OpenLineage's client cannot use '" + String.join(".", keys) + "' (" + kind + ")",
                "compare it, and each 'type' within it, with OpenLineage's page of transports, or set "
                        + LineageSettings.DISABLED + "=true",
                null);
    }

    /** Variables have no lines. */
    private static Place at(Place place, @Nullable JsonLocation location) {
        return location == null || location.getLineNr() < 1 || !LineageSettings.isFile(place)
                ? place
                : new Place(place.file(), location.getLineNr(), Math.max(0, location.getColumnNr()));
    }

    private static String key(JsonMappingException.Reference step) {
        return step.getFieldName() == null ? Integer.toString(step.getIndex() + 1) : step.getFieldName();
    }
}
