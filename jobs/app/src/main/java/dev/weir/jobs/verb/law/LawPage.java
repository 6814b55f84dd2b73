package dev.weir.jobs.verb.law;

import dev.weir.contracts.json.Json;
import dev.weir.privacy.law.Category;
import dev.weir.privacy.law.CounselSetting;
import dev.weir.privacy.law.Destination;
import dev.weir.privacy.law.GateFact;
import dev.weir.privacy.law.GateRow;
import dev.weir.privacy.law.LawPack;
import dev.weir.privacy.law.Provisions;
import dev.weir.privacy.law.WorkCalendar;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * A law pack as a page: some lines on what it is, then tables.
 *
 * @param title of the page
 * @param about what it is, name and value
 * @param sections in order
 */
public record LawPage(String title, List<List<String>> about, List<Section> sections) {

    public LawPage {
        about = List.copyOf(about);
        sections = List.copyOf(sections);
    }

    /**
     * A table.
     *
     * @param title in English, with the Chinese term
     * @param intro a sentence or two; may be empty
     */
    public record Section(String title, String intro, List<String> header, List<List<String>> rows) {
        public Section {
            header = List.copyOf(header);
            rows = List.copyOf(rows);
        }
    }

    static LawPage of(LawPack law) {
        List<List<String>> about = new ArrayList<>();
        about.add(List.of("pack", law.id()));
        about.add(List.of("as of", law.asOf().toString()));
        about.add(List.of("SHA-256", law.sha256()));
        law.overlay()
                .ifPresent(overlay -> about.add(List.of(
                        "overlay",
                        overlay.file().path() + ", " + overlay.changes().size() + " changes, SHA-256 "
                                + overlay.file().sha256())));
        List<Section> sections = new ArrayList<>();
        law.overlay().ifPresent(overlay -> sections.add(changes(overlay)));
        Provisions provisions = law.provisions();
        sections.add(openPoints(provisions));
        sections.add(gate(provisions));
        sections.add(facts(provisions));
        sections.add(mechanisms(provisions));
        sections.add(thresholds(provisions));
        sections.add(grades(provisions));
        sections.add(categories(law));
        sections.add(leaks(provisions));
        sections.add(instruments(provisions));
        sections.add(calendar(provisions.calendar()));
        return new LawPage(law.title(), about, sections);
    }

    private static Section changes(LawPack.Overlay overlay) {
        return new Section(
                "Changed by the workspace (本单位调整)",
                "Everything else is as the pack ships.",
                List.of("entry", "field", "pack", "here", "direction", "because"),
                overlay.changes().stream()
                        .map(change -> List.of(
                                change.section() + " " + change.id(),
                                change.field(),
                                change.values().before(),
                                change.values().after(),
                                change.direction().word(),
                                change.because()))
                        .toList());
    }

    private static Section openPoints(Provisions law) {
        return new Section(
                "Open points for counsel (待法务确认事项)",
                "The answer that is used until counsel has settled it.",
                List.of("id", "question", "answer", "setting", "articles"),
                law.openPoints().stream()
                        .map(point -> List.of(
                                point.id(),
                                point.question(),
                                point.answer(),
                                point.setting().map(CounselSetting::key).orElse("none")
                                        + (point.setting().isPresent() ? " = " + point.value() : ""),
                                String.join(", ", point.articles())))
                        .toList());
    }

    private static Section gate(Provisions law) {
        return new Section(
                "The gate (数据出境审查)",
                "The first row that bears and decides wins.",
                List.of("row", "when", "needs", "then", "articles", "in force", "note"),
                law.gate().rows().stream().map(row -> row(law, row)).toList());
    }

    private static List<String> row(Provisions law, GateRow row) {
        return List.of(
                row.id(),
                LawTerms.when(row),
                LawTerms.needs(row),
                LawTerms.then(row),
                String.join(", ", row.articles()),
                law.inForceFrom(row.articles()).map(Object::toString).orElse(""),
                row.note());
    }

    private static Section facts(Provisions law) {
        return new Section(
                "Facts (审查要素)",
                "",
                List.of("fact", "what it is", "takes", "given by"),
                Stream.of(GateFact.values())
                        .map(fact -> List.of(
                                fact.key(),
                                law.terms(fact).name().english() + " ("
                                        + law.terms(fact).name().chinese() + ")",
                                fact.takes(),
                                law.terms(fact).owner()))
                        .toList());
    }

    private static Section mechanisms(Provisions law) {
        return new Section(
                "Mechanisms (出境机制)",
                "",
                List.of("type", "what it is", "validity", "got by", "articles", "note"),
                law.gate().mechanisms().values().stream()
                        .map(mechanism -> List.of(
                                mechanism.type().name(),
                                mechanism.name().english() + " ("
                                        + mechanism.name().chinese() + ")",
                                mechanism.validity().orElse("as it says"),
                                mechanism.owner(),
                                String.join(", ", mechanism.articles()),
                                mechanism.note()))
                        .toList());
    }

    private static Section thresholds(Provisions law) {
        return new Section(
                "Thresholds (门槛)",
                "",
                List.of("id", "value", "articles", "in force", "note"),
                law.thresholds().values().stream()
                        .map(threshold -> List.of(
                                threshold.id(),
                                String.format(
                                        Locale.ROOT,
                                        "%,d %s",
                                        threshold.value(),
                                        threshold.unit().word()),
                                String.join(", ", threshold.articles()),
                                law.inForceFrom(threshold.articles())
                                        .map(Object::toString)
                                        .orElse(""),
                                threshold.note()))
                        .toList());
    }

    private static Section grades(Provisions law) {
        return new Section(
                "Grades of data (数据分级)",
                "",
                List.of("grade", "term", "articles", "note"),
                law.grades().values().stream()
                        .map(grade -> List.of(
                                grade.level().word(), grade.term(), String.join(", ", grade.articles()), grade.note()))
                        .toList());
    }

    private static Section categories(LawPack law) {
        List<String> header = new ArrayList<>(List.of("code", "what it is", "sensitivity", "level"));
        for (Destination stage : Destination.values()) {
            header.add(stage.name().toLowerCase(Locale.ROOT));
        }
        header.addAll(List.of("articles", "note"));
        return new Section(
                "Categories and their masks (数据类别与默认脱敏)",
                "What becomes of values at release to each audience, and in a copy to a recipient.",
                header,
                law.categories().values().stream().map(LawPage::category).toList());
    }

    private static List<String> category(Category category) {
        List<String> cells = new ArrayList<>(List.of(
                category.code(),
                category.term().english() + " (" + category.term().chinese() + ")",
                Json.word(category.standing().sensitivity()),
                category.standing().level().isPresent()
                        ? Integer.toString(category.standing().level().getAsInt())
                        : ""));
        for (Destination stage : Destination.values()) {
            cells.add(LawTerms.mask(category.mask(stage)));
        }
        cells.add(String.join(", ", category.standing().articles()));
        String form = category.form()
                .map(found -> "Values look like " + found.pattern() + ". ")
                .orElse("");
        cells.add((form + category.note()).strip());
        return List.copyOf(cells);
    }

    private static Section leaks(Provisions law) {
        return new Section(
                "Leaks (疑似泄露)",
                "A run stops where a column that says it is harmless holds more than this.",
                List.of("category", "rate", "inside text", "at least", "articles", "note"),
                law.leaks().values().stream()
                        .map(leak -> List.of(
                                leak.category(),
                                Double.toString(leak.shares().any()),
                                Double.toString(leak.shares().inside()),
                                leak.atLeast() + " different",
                                String.join(", ", leak.articles()),
                                leak.note()))
                        .toList());
    }

    private static Section instruments(Provisions law) {
        return new Section(
                "Instruments (法律法规与标准)",
                "",
                List.of("name", "title", "标题", "in force", "note"),
                law.instruments().values().stream()
                        .map(instrument -> List.of(
                                instrument.name(),
                                instrument.title().english(),
                                instrument.title().chinese(),
                                instrument.inForceFrom().toString(),
                                instrument.note()))
                        .toList());
    }

    private static Section calendar(WorkCalendar calendar) {
        List<List<String>> rows = new ArrayList<>();
        calendar.years()
                .forEach((year, notice) -> rows.add(List.of(
                        Integer.toString(year),
                        notice.off().size() + " days off, " + notice.work().size() + " weekend days of work",
                        notice.source())));
        return new Section("Working days (工作日)", "", List.of("year", "days", "notice"), rows);
    }
}
