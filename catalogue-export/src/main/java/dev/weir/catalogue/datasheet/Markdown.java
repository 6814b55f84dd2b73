package dev.weir.catalogue.datasheet;

import dev.weir.contracts.text.SafeText;
import java.util.List;
import java.util.Map;

/** Answers as Markdown: a question is a heading, each sentence a point with its source. What people wrote is text, and no markup. */
final class Markdown {

    private Markdown() {}

    static String of(String title, Map<String, List<Answer>> parts) {
        StringBuilder text = new StringBuilder("# ").append(plain(title)).append("\n");
        parts.forEach((part, answers) -> {
            text.append("\n## ").append(part).append("\n");
            answers.forEach(answer -> answer(text, answer));
        });
        return text.toString();
    }

    private static void answer(StringBuilder text, Answer answer) {
        text.append("\n**").append(answer.question()).append("**\n\n");
        for (Answer.Sourced sentence : answer.sentences()) {
            text.append("- ")
                    .append(plain(sentence.text()))
                    .append(" *(")
                    .append(plain(sentence.source()))
                    .append(")*\n");
        }
        if (answer.isOpen()) {
            text.append(
                    answer.open().isEmpty()
                            ? "- *Open: not said.*\n"
                            : "- *Open: write `" + answer.open() + "` in the product's file.*\n");
        }
    }

    /** In one line, with the signs of Markdown and HTML escaped. */
    static String plain(String text) {
        return SafeText.of(text.replaceAll("\\s+", " ").strip()).replaceAll("([\\\\`*_{}\\[\\]<>#|!~])", "\\\\$1");
    }
}
