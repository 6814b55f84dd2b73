package dev.weir.jobs.verb.authoring;

import static dev.weir.contracts.yaml.YamlText.quoted;

import dev.weir.contracts.Contract;
import dev.weir.contracts.Problem;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.Product;
import dev.weir.contracts.Rule;
import dev.weir.contracts.Workspace;
import dev.weir.contracts.read.WorkspaceReader;
import dev.weir.jobs.desk.WorkspaceFolder;
import dev.weir.jobs.engine.sql.Grammars;
import dev.weir.jobs.plan.making.Planner;
import dev.weir.privacy.law.LawPack;
import dev.weir.quality.suggest.Suggestion;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Proposed rules as a rule file, which {@code weir validate} accepts beside the files that are there. */
public final class SuggestedFile {

    private static final String PATH = "quality-rules/_weir_suggested.yaml";

    private final Product product;
    private final String table;
    private final Map<Integer, Suggestion> byLine = new TreeMap<>();
    private final Map<Suggestion, String> ids = new LinkedHashMap<>();
    private final StringBuilder text = new StringBuilder();
    private int lines;

    private SuggestedFile(Product product, String table, List<Suggestion> suggestions) {
        this.product = product;
        this.table = table;
        Contract contract = product.contractOf(table).orElseThrow();
        line("contract: " + contract.id());
        line("rules:");
        Set<String> taken = new HashSet<>();
        product.rules().stream().map(Rule::id).forEach(taken::add);
        suggestions.forEach(suggestion -> rule(suggestion, owner(contract), taken));
    }

    /** The proposals that make a file together with those that are there: what the reader refuses is left out. */
    static SuggestedFile accepted(
            WorkspaceFolder folder, Workspace workspace, Product product, String table, List<Suggestion> suggestions) {
        List<Suggestion> left = new ArrayList<>(suggestions);
        while (true) {
            SuggestedFile file = new SuggestedFile(product, table, left);
            Set<Suggestion> refused = file.refused(folder, workspace);
            if (refused.isEmpty()) {
                return file;
            }
            left.removeAll(refused);
        }
    }

    public String text() {
        return ids.isEmpty() ? "" : text.toString();
    }

    /** The rules in it, each with its id. */
    public Map<Suggestion, String> ids() {
        return ids;
    }

    /** One rule as it stands in the file. */
    public String rule(Suggestion suggestion) {
        List<Integer> starts = byLine.entrySet().stream()
                .filter(entry -> entry.getValue().equals(suggestion))
                .map(Map.Entry::getKey)
                .toList();
        List<String> all = text.toString().lines().toList();
        return String.join("\n", all.subList(starts.get(0) - 1, starts.get(starts.size() - 1))) + "\n";
    }

    private Set<Suggestion> refused(WorkspaceFolder folder, Workspace workspace) {
        if (ids.isEmpty()) {
            return Set.of();
        }
        WorkspaceReader.Outcome outcome = folder.edited(Map.of(PATH, text.toString()));
        List<Problem> problems = new ArrayList<>(outcome.problems());
        if (problems.isEmpty()) {
            try {
                new Planner(Grammars.languages(), LawPack.of(workspace.law()))
                        .plan(outcome.workspace().orElseThrow(), product.id(), workspace.day(Instant.now()));
            } catch (ProblemsException e) {
                problems.addAll(e.problems());
            }
        }
        Set<Suggestion> refused = new HashSet<>();
        for (Problem problem : problems) {
            Suggestion suggestion = byLine.get(problem.place().line());
            if (!problem.place().file().equals(PATH) || suggestion == null) {
                throw new ProblemsException(problems);
            }
            refused.add(suggestion);
        }
        return refused;
    }

    private void rule(Suggestion suggestion, String owner, Set<String> taken) {
        if (suggestion.rule().body().isEmpty()) {
            return;
        }
        String id = suggestion.rule().id();
        for (int i = 2; !taken.add(id); i++) {
            id = suggestion.rule().id() + "-" + i;
        }
        ids.put(suggestion, id);
        List<String> written = new ArrayList<>();
        written.add("  - id: " + quoted(id));
        written.add("    table: " + quoted(table));
        suggestion
                .rule()
                .body()
                .forEach((key, value) ->
                        written.add("    " + key + ": " + (value.startsWith("{") ? value : quoted(value))));
        suggestion.rule().threshold().ifPresent(share -> written.add("    threshold: " + share));
        written.add("    severity: " + suggestion.rule().severity());
        written.add("    dimension: " + suggestion.kind().dimension().name().toLowerCase(Locale.ROOT));
        written.add("    owner: " + quoted(owner));
        written.add("    because: " + quoted(suggestion.rule().because()));
        for (String line : written) {
            line(line);
            byLine.put(lines, suggestion);
        }
    }

    private void line(String line) {
        text.append(line).append('\n');
        lines++;
    }

    private static String owner(Contract contract) {
        return Optional.of(contract.about().owners())
                .filter(owners -> !owners.isEmpty())
                .map(owners -> owners.get(0))
                .orElse("data@example.org");
    }
}
