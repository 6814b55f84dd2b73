package dev.weir.jobs.verb.law;

import dev.weir.jobs.cli.terminal.Terminal;
import dev.weir.privacy.gate.GateDecision;
import dev.weir.privacy.gate.GateDecision.Ruling;
import dev.weir.privacy.law.GateFact;
import dev.weir.privacy.law.GateRow;
import dev.weir.privacy.law.LawPack;
import dev.weir.privacy.law.OverlayChange;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The gate's decisions for people, with the law's own terms. */
record GateText(Terminal terminal, LawPack law) {

    /** The sections of a pack that decide on a transfer. */
    private static final Set<String> OF_THE_GATE =
            Set.of("thresholds", "openPoints", "mechanisms", "facts", "gate", "calendar", "grades", "categories");

    void print(List<WhatIfs.Decided> decisions) {
        int width = Math.max(
                2,
                decisions.stream()
                        .mapToInt(each -> each.one().id().length())
                        .max()
                        .orElse(2));
        terminal.result(String.format(
                Locale.ROOT,
                "@|bold %-" + width + "s  %-8s  %-23s  %-5s  %s|@",
                "id",
                "decision",
                "mechanism",
                "rule",
                "article"));
        for (WhatIfs.Decided each : decisions) {
            Ruling ruling = each.decision().ruling();
            String word = String.format(Locale.ROOT, "%-8s", each.decision().word());
            terminal.result(
                    String.format(Locale.ROOT, "%-" + width + "s  ", each.one().id())
                            + coloured(each.decision(), word)
                            + String.format(
                                    Locale.ROOT,
                                    "  %-23s  %-5s  %s",
                                    ruling.row().mechanism(),
                                    ruling.row().rule(),
                                    ruling.row().article()));
        }
        long allowed =
                decisions.stream().filter(each -> each.decision().allows()).count();
        terminal.say(allowed + " allowed, " + (decisions.size() - allowed) + " denied, by law pack " + law.id()
                + law.overlay()
                        .map(overlay -> " as " + overlay.file().path() + " changes it")
                        .orElse("") + ".");
    }

    private static String coloured(GateDecision decision, String word) {
        return "@|bold," + (decision.allows() ? "green " : "red ") + word + "|@";
    }

    void print(GateReview review) {
        print(
                review.release() + " to " + review.recipient().id() + " ("
                        + review.recipient().party().name() + ")",
                review.decision(),
                review.notes());
    }

    /** One decision, with all that it rests on. */
    void print(String what, GateDecision decision, List<String> notes) {
        Ruling ruling = decision.ruling();
        terminal.result(coloured(decision, decision.word() + " " + (decision.allows() ? "准许" : "不准许")) + "  " + what);
        line(
                "rule",
                ruling.row().rule()
                        + (ruling.row().articles().isEmpty()
                                ? ""
                                : ", " + ruling.row().article()));
        for (String article : ruling.row().articles()) {
            law.provisions()
                    .instrument(article)
                    .ifPresent(found -> line(
                            "",
                            article + ": " + found.title().english() + " ("
                                    + found.title().chinese() + "), in force from " + found.inForceFrom()));
        }
        String note = row(ruling).note();
        if (!note.isEmpty()) {
            line("because", note);
        }
        law.overlay().ifPresent(this::changed);
        if (decision instanceof GateDecision.Allow allow) {
            line(
                    "mechanism",
                    allow.by()
                            .map(held -> held.type() + " ("
                                    + law.provisions().terms(held.type()).name().chinese() + "), last valid on "
                                    + held.lastValidDay())
                            .orElse("none needed"));
        }
        ruling.people()
                .ifPresent(people -> line(
                        "people",
                        String.format(
                                Locale.ROOT,
                                "%,d with personal information (N), %,d with sensitive (S), since 1 January and with"
                                        + " this transfer",
                                people.n(),
                                people.s())));
        missing(decision, ruling);
        section("facts");
        for (GateDecision.UsedFact used : ruling.facts()) {
            fact(used);
        }
        if (!ruling.deadlines().isEmpty()) {
            section("dates");
            ruling.deadlines().forEach(deadline -> line(deadline.on().toString(), deadline.what()));
        }
        if (!notes.isEmpty()) {
            section("notes");
            notes.forEach(text -> terminal.plain("  " + text));
        }
    }

    /** Who reads a decision must see that it is not by the pack alone. */
    private void changed(LawPack.Overlay overlay) {
        line("law", law.id() + " as " + overlay.file().path() + " changes it");
        for (OverlayChange change : overlay.changes()) {
            if (OF_THE_GATE.contains(change.section())) {
                line(
                        "",
                        change.section() + " " + change.id() + ", " + change.field() + ": "
                                + (change.values().before().isEmpty()
                                        ? "new"
                                        : change.values().before()) + " → "
                                + change.values().after() + " ("
                                + change.direction().word() + ")");
            }
        }
    }

    private GateRow row(Ruling ruling) {
        return law.provisions().gate().rows().stream()
                .filter(row -> row.id().equals(ruling.row().id()))
                .findFirst()
                .orElseThrow(
                        () -> new IllegalStateException("No row " + ruling.row().id()));
    }

    private void missing(GateDecision decision, Ruling ruling) {
        if (ruling.missing().isEmpty()) {
            return;
        }
        section(decision instanceof GateDecision.NeedsMechanism ? "missing: one of these" : "missing");
        for (GateDecision.Missing missing : ruling.missing()) {
            terminal.plain("  " + missing.what());
            terminal.plain("    to be given by: " + missing.owner());
        }
    }

    private void fact(GateDecision.UsedFact used) {
        GateFact fact = used.fact();
        String mark = used.weight() == GateDecision.Weight.DECIDED ? "*" : " ";
        terminal.plain(String.format(
                Locale.ROOT,
                "%s %-17s %-18s %s",
                mark,
                fact.key(),
                used.value().orElse("?"),
                law.provisions().terms(fact).name().english() + " ("
                        + law.provisions().terms(fact).name().chinese() + ")"));
    }

    private void section(String name) {
        terminal.result("\n@|bold " + name + "|@");
    }

    private void line(String name, String value) {
        terminal.plain(String.format(Locale.ROOT, "  %-10s %s", name, value));
    }
}
