package dev.weir.lineage.sending;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.openlineage.client.OpenLineageClientUtils;
import io.openlineage.client.OpenLineageConfig;
import io.openlineage.client.dataset.DatasetConfig;
import io.openlineage.client.dataset.namespace.resolver.DatasetNamespaceCombinedResolver;
import io.openlineage.client.dataset.partition.trimmer.DatasetNameTrimmer;
import io.openlineage.client.job.JobConfig;
import io.openlineage.client.run.RunConfig;
import io.openlineage.client.transports.FacetsConfig;
import io.openlineage.client.utils.DatasetIdentifier;
import io.openlineage.client.utils.TagField;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What OpenLineage's own configuration asks of events, wherever they go: all of it but the transport.
 *
 * @param namespace of jobs, in place of Weir's own
 * @param hosts which of them have one name
 * @param trimmers which ends of paths are no part of a name
 * @param variables of the environment that events have, by an allow list
 * @param disabled facets that events do not have
 * @param jobTags of every job
 * @param runTags of every run
 */
public record EventOptions(
        Optional<String> namespace,
        DatasetNamespaceCombinedResolver hosts,
        Collection<DatasetNameTrimmer> trimmers,
        NavigableMap<String, String> variables,
        List<String> disabled,
        List<TagField> jobTags,
        List<TagField> runTags) {

    /** As OpenLineage's client does without a configuration. */
    public static final EventOptions NONE = new EventOptions(
            Optional.empty(), DatasetConfig.defaultConfig(), new TreeMap<>(), List.of(), List.of(), List.of());

    private EventOptions(
            Optional<String> namespace,
            DatasetConfig datasets,
            NavigableMap<String, String> variables,
            List<String> disabled,
            List<TagField> jobTags,
            List<TagField> runTags) {
        this(
                namespace,
                new DatasetNamespaceCombinedResolver(datasets),
                datasets.getDatasetNameTrimmers(),
                variables,
                disabled,
                jobTags,
                runTags);
    }

    public EventOptions {
        trimmers = List.copyOf(trimmers);
        variables = Collections.unmodifiableNavigableMap(new TreeMap<>(variables));
        disabled = List.copyOf(disabled);
        jobTags = List.copyOf(jobTags);
        runTags = List.copyOf(runTags);
    }

    static EventOptions of(OpenLineageConfig<?> config, Map<String, String> environment) {
        Optional<JobConfig> job = Optional.ofNullable(config.getJobConfig());
        Optional<FacetsConfig> facets = Optional.ofNullable(config.getFacetsConfig());
        NavigableMap<String, String> variables = new TreeMap<>();
        for (String name :
                facets.map(FacetsConfig::getCustomEnvironmentVariables).orElseGet(() -> new String[0])) {
            Optional.ofNullable(environment.get(name)).ifPresent(value -> variables.put(name, value));
        }
        return new EventOptions(
                job.map(JobConfig::getNamespace).filter(name -> !name.isBlank()),
                Optional.ofNullable(config.getDatasetConfig()).orElseGet(DatasetConfig::defaultConfig),
                variables,
                facets.map(FacetsConfig::getEffectiveDisabledFacets)
                        .map(List::of)
                        .orElse(List.of()),
                job.map(JobConfig::getTags).orElse(List.of()),
                Optional.ofNullable(config.getRunConfig())
                        .map(RunConfig::getTags)
                        .orElse(List.of()));
    }

    /** The same dataset where several hosts have one name. */
    public DatasetIdentifier resolved(DatasetIdentifier dataset) {
        return hosts.resolve(dataset);
    }

    /** A folder of files without what a day or a partition adds to its name. */
    public DatasetIdentifier trimmed(DatasetIdentifier folder) {
        return folder.withTrimmedName(trimmers);
    }

    /** An event as it is sent. */
    public String json(Object event) {
        String json = OpenLineageClientUtils.toJson(event);
        return disabled.isEmpty() ? json : withoutDisabled(json);
    }

    private String withoutDisabled(String json) {
        JsonNode event = OpenLineageClientUtils.fromJson(json, new TypeReference<>() {});
        for (String owner : List.of("run", "job", "inputs", "outputs")) {
            for (String kind : List.of("facets", "inputFacets", "outputFacets")) {
                event.path(owner).findValues(kind).forEach(this::removeDisabled);
            }
        }
        return OpenLineageClientUtils.toJson(event);
    }

    private void removeDisabled(JsonNode facets) {
        if (facets instanceof ObjectNode object) {
            object.remove(disabled);
        }
    }
}
