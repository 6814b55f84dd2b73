package dev.weir.jobs.verb.submit;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.batch.v1.CronJob;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.api.model.rbac.RoleBinding;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Reads manifests by the model of Kubernetes, strictly: a key that it does not know, or a value that it loses, is a fault. */
final class KubernetesFile {

    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

    private static final Map<String, Class<? extends HasMetadata>> KINDS = Map.of(
            "Pod", Pod.class,
            "Namespace", Namespace.class,
            "PersistentVolumeClaim", PersistentVolumeClaim.class,
            "ServiceAccount", ServiceAccount.class,
            "Role", Role.class,
            "RoleBinding", RoleBinding.class,
            "Job", Job.class,
            "CronJob", CronJob.class,
            "NetworkPolicy", NetworkPolicy.class);

    private KubernetesFile() {}

    /** The objects of a file, in its order. */
    static List<HasMetadata> read(Path file) throws Exception {
        List<HasMetadata> read = new ArrayList<>();
        try (MappingIterator<JsonNode> documents =
                YAML.readerFor(JsonNode.class).readValues(Files.readString(file))) {
            for (JsonNode document : documents.readAll()) {
                String kind = document.at("/kind").asText();
                HasMetadata object = YAML.treeToValue(document, requireNonNull(KINDS.get(kind), kind));
                assertThat(object.getApiVersion())
                        .isEqualTo(document.at("/apiVersion").asText());
                assertThat(withoutEmptyLists(YAML.readTree(YAML.writeValueAsString(object))))
                        .as("%s of %s as Kubernetes understands it", kind, file)
                        .isEqualTo(document);
                assertThat(unread(object))
                        .as("keys of %s that Kubernetes does not know", file)
                        .isEmpty();
                read.add(object);
            }
        }
        assertThat(read).as(file.toString()).isNotEmpty();
        return read;
    }

    /** The model writes some lists that a file leaves out. */
    private static JsonNode withoutEmptyLists(JsonNode node) {
        for (Iterator<JsonNode> inner = node.iterator(); inner.hasNext(); ) {
            JsonNode each = inner.next();
            if (each.isArray() && each.isEmpty()) {
                inner.remove();
            } else {
                withoutEmptyLists(each);
            }
        }
        return node;
    }

    /** The model keeps keys that it does not know in a map of each object. */
    private static Set<String> unread(Object object) throws ReflectiveOperationException {
        Set<String> unread = new TreeSet<>();
        if (object instanceof Iterable<?> list) {
            for (Object each : list) {
                unread.addAll(unread(each));
            }
        } else if (object != null && object.getClass().getName().startsWith("io.fabric8.")) {
            for (var method : object.getClass().getMethods()) {
                if (method.getName().equals("getAdditionalProperties")) {
                    ((Map<?, ?>) method.invoke(object)).keySet().forEach(key -> unread.add(key.toString()));
                } else if (method.getName().startsWith("get") && method.getParameterCount() == 0) {
                    unread.addAll(unread(method.invoke(object)));
                }
            }
        }
        return unread;
    }
}
