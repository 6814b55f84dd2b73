package dev.weir.jobs.verb.law;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.contracts.json.Json;
import dev.weir.privacy.law.Category;
import dev.weir.privacy.law.Destination;
import dev.weir.privacy.law.GateFact;
import dev.weir.privacy.law.LawPack;
import dev.weir.privacy.law.Provisions;
import java.util.List;

/** A law pack for tools: {@code schemas/law.schema.json}. */
final class LawJson {

    private static final String NOTE = "note";
    private static final String CHINESE = "chinese";
    private static final String ENGLISH = "english";

    private LawJson() {}

    static ObjectNode of(LawPack law) {
        ObjectNode node = JsonNodeFactory.instance
                .objectNode()
                .put("pack", law.id())
                .put("title", law.title())
                .put("as-of", law.asOf().toString())
                .put("sha256", law.sha256());
        law.overlay().ifPresent(overlay -> overlay(node.putObject("overlay"), overlay));
        Provisions provisions = law.provisions();
        openPoints(node.putArray("open-points"), provisions);
        gate(node.putArray("gate"), provisions);
        facts(node.putArray("facts"), provisions);
        mechanisms(node.putArray("mechanisms"), provisions);
        for (Provisions.Threshold threshold : provisions.thresholds().values()) {
            ObjectNode entry = node.withArray("thresholds")
                    .addObject()
                    .put("id", threshold.id())
                    .put("value", threshold.value())
                    .put("unit", threshold.unit().word());
            articles(entry, provisions, threshold.articles());
            entry.put(NOTE, threshold.note());
        }
        for (Provisions.Grade grade : provisions.grades().values()) {
            ObjectNode entry = node.withArray("grades")
                    .addObject()
                    .put("grade", grade.level().word())
                    .put(CHINESE, grade.term());
            articles(entry, provisions, grade.articles());
            entry.put(NOTE, grade.note());
        }
        ArrayNode categories = node.putArray("categories");
        law.categories().values().forEach(category -> category(categories.addObject(), law, category));
        ArrayNode leaks = node.putArray("leaks");
        provisions.leaks().values().forEach(leak -> {
            ObjectNode entry = leaks.addObject()
                    .put("category", leak.category())
                    .put("rate", leak.shares().any())
                    .put("inside", leak.shares().inside())
                    .put("at-least", leak.atLeast());
            articles(entry, provisions, leak.articles());
            entry.put(NOTE, leak.note());
        });
        ArrayNode instruments = node.putArray("instruments");
        provisions
                .instruments()
                .values()
                .forEach(instrument -> instruments
                        .addObject()
                        .put("name", instrument.name())
                        .put(ENGLISH, instrument.title().english())
                        .put(CHINESE, instrument.title().chinese())
                        .put("in-force-from", instrument.inForceFrom().toString())
                        .put(NOTE, instrument.note()));
        ArrayNode calendar = node.putArray("calendar");
        provisions.calendar().years().forEach((year, notice) -> {
            ObjectNode entry = calendar.addObject().put("year", year).put("source", notice.source());
            ArrayNode off = entry.putArray("holidays");
            notice.off().forEach(day -> off.add(day.toString()));
            ArrayNode work = entry.putArray("workdays");
            notice.work().forEach(day -> work.add(day.toString()));
        });
        return node;
    }

    private static void overlay(ObjectNode node, LawPack.Overlay overlay) {
        node.put("file", overlay.file().path()).put("sha256", overlay.file().sha256());
        ArrayNode changes = node.putArray("changes");
        overlay.changes()
                .forEach(change -> changes.addObject()
                        .put("section", change.section())
                        .put("id", change.id())
                        .put("field", change.field())
                        .put("before", change.values().before())
                        .put("after", change.values().after())
                        .put("direction", change.direction().word())
                        .put("because", change.because())
                        .put("line", change.place().line()));
    }

    private static void openPoints(ArrayNode list, Provisions law) {
        law.openPoints().forEach(point -> {
            ObjectNode entry = list.addObject().put("id", point.id()).put("question", point.question());
            point.setting()
                    .ifPresent(setting -> entry.put("setting", setting.key())
                            .put("value", point.value())
                            .put("strictest", point.value() == setting.stricter()));
            entry.put("answer", point.answer());
            articles(entry, law, point.articles());
        });
    }

    private static void gate(ArrayNode list, Provisions law) {
        law.gate().rows().forEach(row -> {
            ObjectNode entry = list.addObject()
                    .put("id", row.id())
                    .put("rule", row.rule())
                    .put("when", LawTerms.when(row))
                    .put("needs", LawTerms.needs(row))
                    .put("then", row.consequence().then().word())
                    .put("asks", row.consequence().asks().word());
            articles(entry, law, row.articles());
            entry.put(NOTE, row.note());
        });
    }

    private static void facts(ArrayNode list, Provisions law) {
        for (GateFact fact : GateFact.values()) {
            list.addObject()
                    .put("fact", fact.key())
                    .put(ENGLISH, law.terms(fact).name().english())
                    .put(CHINESE, law.terms(fact).name().chinese())
                    .put("takes", fact.takes())
                    .put("owner", law.terms(fact).owner());
        }
    }

    private static void mechanisms(ArrayNode list, Provisions law) {
        law.gate().mechanisms().values().forEach(mechanism -> {
            ObjectNode entry = list.addObject()
                    .put("type", mechanism.type().name())
                    .put(ENGLISH, mechanism.name().english())
                    .put(CHINESE, mechanism.name().chinese());
            mechanism.validity().ifPresent(validity -> entry.put("validity", validity));
            entry.put("owner", mechanism.owner());
            articles(entry, law, mechanism.articles());
            entry.put(NOTE, mechanism.note());
        });
    }

    private static void category(ObjectNode node, LawPack law, Category category) {
        node.put("code", category.code())
                .put(ENGLISH, category.term().english())
                .put(CHINESE, category.term().chinese())
                .put("scope", Json.word(category.scope()))
                .put("sensitivity", Json.word(category.standing().sensitivity()))
                .put("counts-as-sensitive", law.isSensitive(category));
        category.standing().level().ifPresent(level -> node.put("level", level));
        category.form().ifPresent(form -> node.put("form", form.pattern()));
        ObjectNode masks = node.putObject("masks");
        for (Destination stage : Destination.values()) {
            masks.put(Json.word(stage), LawTerms.mask(category.mask(stage)));
        }
        articles(node, law.provisions(), category.standing().articles());
        node.put(NOTE, category.note());
    }

    private static void articles(ObjectNode node, Provisions law, List<String> articles) {
        ArrayNode list = node.putArray("articles");
        articles.forEach(list::add);
        law.inForceFrom(articles).ifPresent(day -> node.put("in-force-from", day.toString()));
    }
}
