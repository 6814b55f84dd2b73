package dev.weir.lineage;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.openlineage.client.OpenLineage;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What has started this process, in OpenLineage's words: a task of a scheduler, and the scheduler's own run that the task is a
 * part of. Schedulers name both in the variable {@value #CONTEXT}, as JSON (OpenLineage 1.52), or in the older variables
 * {@value #PARENT} and {@value #ROOT}, each {@code namespace/job/run}, where the run is a UUID; a namespace may have slashes of
 * its own (OpenLineage, Parent Run Facet; as its integrations for Spark and dbt read it).
 *
 * @param task the nearest one
 * @param root the outermost one; the task itself where none is named
 */
public record ParentRun(JobRun task, JobRun root) {

    static final String CONTEXT = "OPENLINEAGE_CONTEXT";
    static final String PARENT = "OPENLINEAGE_PARENT_ID";
    static final String ROOT = "OPENLINEAGE_ROOT_PARENT_ID";

    private static final Pattern UUID_TEXT = Pattern.compile("[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

    private static final Pattern ID =
            Pattern.compile("(?<namespace>.+)/(?<job>[^/]+)/(?<run>" + UUID_TEXT + ")", Pattern.DOTALL);

    private static final JsonMapper JSON = JsonMapper.builder().build();

    public record JobRun(String namespace, String job, UUID run) {}

    /**
     * What the environment says; empty where no parent run is named.
     *
     * @param trouble is called for a malformed variable; the run goes on without it
     */
    public static Optional<ParentRun> of(Map<String, String> environment, Consumer<String> trouble) {
        return context(environment.getOrDefault(CONTEXT, ""), trouble).or(() -> older(environment, trouble));
    }

    /** What an event's facet {@code parent} names; empty where that is none, or not whole. */
    static Optional<ParentRun> in(JsonNode facet) {
        try {
            return Optional.of(parent(facet));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static ParentRun parent(JsonNode node) {
        JobRun task = jobRun(node);
        return new ParentRun(task, node.has("root") ? jobRun(node.path("root")) : task);
    }

    private static Optional<ParentRun> context(String text, Consumer<String> trouble) {
        if (text.isBlank()) {
            return Optional.empty();
        }
        try {
            return Optional.of(parent(JSON.readTree(text).path("parent")));
        } catch (JsonProcessingException | IllegalArgumentException e) {
            trouble.accept("The variable " + CONTEXT + " is not {\"parent\": {\"run\": {\"runId\": a UUID}, \"job\":"
                    + " {\"namespace\", \"name\"}, \"root\": …}}; it is passed over, and the older variables count");
            return Optional.empty();
        }
    }

    private static JobRun jobRun(JsonNode node) {
        String namespace = node.at("/job/namespace").asText();
        String job = node.at("/job/name").asText();
        String run = node.at("/run/runId").asText();
        if (namespace.isBlank() || job.isBlank() || !UUID_TEXT.matcher(run).matches()) {
            throw new IllegalArgumentException("no run of a job");
        }
        return new JobRun(namespace, job, UUID.fromString(run));
    }

    private static Optional<ParentRun> older(Map<String, String> environment, Consumer<String> trouble) {
        Optional<JobRun> task = named(environment, PARENT, trouble);
        Optional<JobRun> root = named(environment, ROOT, trouble);
        return task.map(parent -> new ParentRun(parent, root.orElse(parent)));
    }

    private static Optional<JobRun> named(Map<String, String> environment, String variable, Consumer<String> trouble) {
        String id = environment.getOrDefault(variable, "");
        if (id.isBlank()) {
            return Optional.empty();
        }
        Matcher parts = ID.matcher(id.strip());
        if (!parts.matches()) {
            trouble.accept("The variable " + variable
                    + " is not namespace/job/run with a UUID at its end; lineage events name no parent");
            return Optional.empty();
        }
        return Optional.of(
                new JobRun(parts.group("namespace"), parts.group("job"), UUID.fromString(parts.group("run"))));
    }

    OpenLineage.ParentRunFacet facet(OpenLineage openLineage) {
        return openLineage.newParentRunFacet(
                openLineage.newParentRunFacetRun(task.run(), null),
                openLineage.newParentRunFacetJob(task.namespace(), task.job(), null),
                openLineage.newParentRunFacetRoot(
                        openLineage.newRootRun(root.run(), null),
                        openLineage.newRootJob(root.namespace(), root.job(), null)));
    }
}
