package dev.weir.jobs.plan;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.contracts.Table;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** A plan as JSON, for tools. Its published schema is the resource {@code schemas/plan.schema.json}. */
public final class PlanJson {

    /** The version of the format. */
    public static final String SCHEMA = "weir-plan-1";

    private static final ObjectWriter WRITER = JsonMapper.builder().build().writer(new Layout());

    private PlanJson() {}

    /** The plan as text: UTF-8, two spaces, line feeds; the same for equal plans. */
    public static String print(Plan plan) {
        ObjectNode node = object().put("schema", SCHEMA)
                .put("product", plan.product().id())
                .put("audience", Words.word(plan.product().audience()))
                .put("day", plan.day().toString());
        node.set("waivers", texts(WaiverNotices.of(plan)));
        node.set("reads", objects(plan.reads(), PlanJson::read));
        node.set("tables", objects(plan.tables(), PlanJson::table));
        node.set("stages", objects(plan.stages(), PlanJson::stage));
        try {
            return WRITER.writeValueAsString(node) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A tree of plain values could not be written", e);
        }
    }

    private static ObjectNode read(SourceRead read) {
        ObjectNode node = object().put("name", read.name())
                .put("format", Words.word(read.source().format()))
                .put("location", read.source().location())
                .put("way", read.way().toString())
                .put("reason", read.reason());
        node.set("feeds", texts(read.feeds()));
        node.set("rules", objects(read.rules(), PlanJson::rule));
        return node;
    }

    private static ObjectNode table(TablePlan table) {
        ObjectNode node = object().put("name", table.name())
                .put("format", table.format().toString())
                .put("way", table.route().way().toString())
                .put("reason", table.route().reason());
        node.set("inputs", objects(table.route().inputs(), PlanJson::input));
        Cost cost = Cost.of(table);
        node.set(
                "cost",
                object().put("shuffles", cost.shuffles())
                        .put("look-ups", cost.lookups())
                        .put("columns-aside", cost.aside())
                        .put("jobs-after-staging", cost.jobs()));
        node.set("aside", texts(table.aside().columns()));
        node.set("masks", objects(table.masks(), PlanJson::mask));
        node.set("minors", minors(table.protection().minors()));
        node.set("watched", texts(table.protection().watched()));
        node.set("rules", objects(table.rules(), PlanJson::rule));
        return node;
    }

    private static ObjectNode input(Input input) {
        return object().put("written", input.written())
                .put("origin", Words.word(input.origin()))
                .put("name", input.name());
    }

    private static ObjectNode mask(ColumnMask mask) {
        ObjectNode node = object().put("column", mask.column())
                .put("category", mask.category())
                .put("mask", mask.mask().method().word());
        Map<String, String> parameters = mask.mask().written().parameters();
        if (!parameters.isEmpty()) {
            ObjectNode written = node.putObject("parameters");
            parameters.forEach(written::put);
        }
        node.put("chosen-by", mask.chosenBy().toString());
        node.set("articles", texts(mask.articles()));
        return node;
    }

    private static ObjectNode minors(MinorRows minors) {
        ObjectNode node = object().put("policy", Words.word(minors.policy()));
        List<String> told = new ArrayList<>(minors.births());
        told.addAll(minors.identities());
        told.addAll(minors.ages());
        node.set("told-by", texts(told));
        node.set(
                "dropped-with",
                texts(minors.followed().stream()
                        .map(Table.Reference::parent)
                        .distinct()
                        .toList()));
        return node;
    }

    private static ObjectNode rule(RulePlan rule) {
        return object().put("id", rule.id())
                .put("severity", rule.rule().severity().toString())
                .put("answer", rule.answer().toString())
                .put("reason", rule.reason());
    }

    private static ObjectNode stage(Stage stage) {
        ObjectNode node = object().put("stage", stage.title());
        if (!stage.subject().isEmpty()) {
            node.put("subject", stage.subject());
        }
        return node;
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    private static ArrayNode texts(List<String> values) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        values.forEach(array::add);
        return array;
    }

    private static <T> ArrayNode objects(List<T> values, Function<T, ObjectNode> print) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        values.forEach(value -> array.add(print.apply(value)));
        return array;
    }

    /** Two spaces, line feeds, and no space before a colon. */
    private static final class Layout extends DefaultPrettyPrinter {

        private static final long serialVersionUID = 1L;

        Layout() {
            indentObjectsWith(new DefaultIndenter("  ", "\n"));
            indentArraysWith(new DefaultIndenter("  ", "\n"));
        }

        @Override
        public Layout createInstance() {
            return new Layout();
        }

        @Override
        public void writeObjectFieldValueSeparator(JsonGenerator out) throws IOException {
            out.writeRaw(": ");
        }
    }
}
