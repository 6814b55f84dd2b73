package dev.weir.lineage;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.weir.contracts.catalogue.CatalogueBase;
import dev.weir.contracts.release.EvidenceItem;
import dev.weir.contracts.release.Manifest;
import dev.weir.contracts.release.TableCount;
import io.openlineage.client.OpenLineage;
import java.net.URI;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The facets that OpenLineage does not have. Each has a schema, {@code schemas/lineage/1-0-0/<name>.json}, as the specification asks
 * of custom facets.
 */
final class WeirFacet implements OpenLineage.RunFacet, OpenLineage.DatasetFacet, OpenLineage.OutputDatasetFacet {

    /** The key of an event, in its run: no other event has the same run, type and number, so a receiver knows one that arrives twice. */
    static final String EVENT = "weir_event";

    /** The release that a run has made, in the run: by which law, and with what evidence. */
    static final String RELEASE = "weir_release";

    /** What became of the rows of a table, in the output. */
    static final String ROWS = "weir_rows";

    /** Which table of which release it is, and its columns, by the identifiers that exports have for them. */
    static final String IDENTITY = "weir_identity";

    private static final String SCHEMAS = "https://weir.dev/schemas/lineage/1-0-0/";

    private final String name;
    private final Map<String, Object> properties;

    private WeirFacet(String name, Map<String, Object> properties) {
        this.name = name;
        this.properties = Collections.unmodifiableMap(new LinkedHashMap<>(properties));
    }

    /** @param sequence of the run's events, from 1 on */
    static WeirFacet event(String run, OpenLineage.RunEvent.EventType type, int sequence) {
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put("run", run);
        properties.put("eventType", type.toString());
        properties.put("sequence", sequence);
        return new WeirFacet("WeirEventRunFacet", properties);
    }

    /** The decisions of the law's gate are one of its pieces of evidence. */
    static WeirFacet release(Manifest manifest) {
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put("release", manifest.reference());
        properties.put("audience", manifest.about().audience());
        properties.put("lawPack", manifest.basis().lawPack());
        properties.put("lawPackSha256", manifest.basis().lawPackSha256());
        properties.put(
                "evidence",
                manifest.proof().evidence().stream().map(WeirFacet::piece).toList());
        manifest.history().contentOf().ifPresent(number -> properties.put("contentOf", number));
        return new WeirFacet("WeirReleaseRunFacet", properties);
    }

    private static Map<String, Object> piece(EvidenceItem item) {
        return Map.of(
                "name", item.name(), "kind", item.kind().name().toLowerCase(Locale.ROOT), "sha256", item.sha256());
    }

    static WeirFacet rows(TableCount count) {
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put("produced", count.produced());
        properties.put("released", count.released());
        properties.put("quarantined", count.quarantined());
        properties.put("dropped", count.dropped());
        properties.put("leftOut", count.leftOut().rows());
        return new WeirFacet("WeirRowsOutputDatasetFacet", properties);
    }

    static WeirFacet identity(CatalogueBase base, String product, long number, String table, List<String> columns) {
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put("iri", base.table(product, number, table));
        properties.put(
                "columns",
                columns.stream()
                        .map(column -> Map.of("name", column, "iri", base.column(product, number, table, column)))
                        .toList());
        return new WeirFacet("WeirIdentityDatasetFacet", properties);
    }

    /** The schemas' names. */
    static List<String> schemas() {
        return List.of(
                "WeirEventRunFacet", "WeirReleaseRunFacet", "WeirRowsOutputDatasetFacet", "WeirIdentityDatasetFacet");
    }

    @Override
    public URI get_producer() {
        return OpenLineageEvents.PRODUCER;
    }

    @Override
    public URI get_schemaURL() {
        return URI.create(SCHEMAS + name + ".json#/$defs/" + name);
    }

    /** No facet of Weir's takes one away. */
    @Override
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public @Nullable Boolean get_deleted() {
        return null;
    }

    @Override
    @JsonAnyGetter
    public Map<String, Object> getAdditionalProperties() {
        return properties;
    }
}
