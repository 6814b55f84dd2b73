package dev.weir.jobs.cli.terminal;

import dev.weir.contracts.ProblemsException;
import dev.weir.jobs.draft.DraftAnswers;
import java.io.Console;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Asks a person at a terminal. Without a person there, each question has its careful answer, or is a problem. */
public final class InteractivePrompts implements DraftAnswers {

    private final Optional<Terminal> terminal;
    private final Optional<Console> console;

    private InteractivePrompts(Optional<Terminal> terminal, Optional<Console> console) {
        this.terminal = terminal;
        this.console = console;
    }

    /** Asks no question: what is proposed is the answer. */
    public static InteractivePrompts none() {
        return new InteractivePrompts(Optional.empty(), Optional.empty());
    }

    /** Asks the person at this process's terminal, if it has one. */
    public static InteractivePrompts at(Terminal terminal) {
        return new InteractivePrompts(Optional.of(terminal), Optional.ofNullable(System.console()));
    }

    /**
     * Reports what the command line has to give where no person can be asked.
     *
     * @throws ProblemsException C020 when something is missing, and there is no terminal
     */
    public void require(List<String> missing) {
        if (!missing.isEmpty() && console.isEmpty()) {
            throw ProblemsException.usage(
                    "--yes",
                    "Answers are missing: " + String.join(", ", missing),
                    "there is no terminal to ask at",
                    "give them on the command line; --yes takes the careful answer for all but the product's name");
        }
    }

    /** A line; what is proposed where none is typed. */
    public String ask(String question, String proposed) {
        if (console.isEmpty()) {
            return proposed;
        }
        String answer = "";
        while (answer.isEmpty()) {
            say(question + (proposed.isEmpty() ? "" : " [" + proposed + "]") + ":");
            String line = console.get().readLine();
            if (line == null) {
                throw ProblemsException.usage(
                        "weir init", "The questions were not answered", "the input ended", "answer them, or add --yes");
            }
            answer = line.isBlank() ? proposed : line.strip();
        }
        return answer;
    }

    /** One of some words; the first where none is typed. */
    public String choose(String question, List<String> words) {
        while (true) {
            String answer = ask(question + " (" + String.join(", ", words) + ")", words.get(0))
                    .toLowerCase(Locale.ROOT);
            if (words.contains(answer)) {
                return answer;
            }
            say("'" + answer + "' is none of these.");
        }
    }

    @Override
    public List<Answer> to(List<Question> questions) {
        List<Answer> answers = new ArrayList<>();
        if (console.isEmpty() || questions.isEmpty()) {
            return answers;
        }
        say(
                "What are these columns about? A category such as HEALTH, DEMO, TEXT, MRN or NONE ('weir law' lists them); an"
                        + " empty line takes the careful answer.");
        for (Question question : questions) {
            String answer = ask(
                    "  " + question.column() + " (" + question.label() + "; " + question.because() + ")",
                    question.category());
            if (!answer.equals(question.category())) {
                answers.add(new Answer(question.column(), answer.toUpperCase(Locale.ROOT)));
            }
        }
        return answers;
    }

    private void say(String line) {
        terminal.ifPresent(shown -> shown.err().println(line));
    }
}
