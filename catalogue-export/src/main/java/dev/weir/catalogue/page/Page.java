package dev.weir.catalogue.page;

import freemarker.ext.beans.GenericObjectModel;
import freemarker.template.Configuration;
import freemarker.template.DefaultObjectWrapper;
import freemarker.template.DefaultObjectWrapperBuilder;
import freemarker.template.TemplateException;
import freemarker.template.TemplateExceptionHandler;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TimeZone;

/**
 * Fills an HTML template of this package; every value is escaped, a missing one is an error. The policy of a page lets a browser load
 * nothing else.
 */
public final class Page {

    private static final Configuration TEMPLATES = configuration();

    private Page() {}

    private static Configuration configuration() {
        Configuration templates = new Configuration(Configuration.VERSION_2_3_34);
        templates.setClassForTemplateLoading(Page.class, "");
        templates.setDefaultEncoding(StandardCharsets.UTF_8.name());
        templates.setRecognizeStandardFileExtensions(false); // .ftlh would be plain HTML
        templates.setOutputFormat(SafeHtml.INSTANCE);
        templates.setLocale(Locale.ROOT);
        templates.setTimeZone(TimeZone.getTimeZone("UTC"));
        templates.setNumberFormat("computer");
        templates.setTemplateExceptionHandler(TemplateExceptionHandler.RETHROW_HANDLER);
        templates.setLogTemplateExceptions(false);
        templates.setWrapUncheckedExceptions(true);
        templates.setFallbackOnNullLoopVariable(false);
        DefaultObjectWrapperBuilder wrapper = new DefaultObjectWrapperBuilder(Configuration.VERSION_2_3_34);
        wrapper.setIterableSupport(true);
        DefaultObjectWrapper records = wrapper.build();
        templates.setObjectWrapper(records);
        templates.setSharedVariable(
                "styles",
                new GenericObjectModel(
                        Map.of(
                                "page", PagePart.of("page.css"),
                                "law", PagePart.of("law.css"),
                                "lineage", PagePart.of("lineage.css")),
                        records));
        templates.setSharedVariable(
                "scripts", new GenericObjectModel(Map.of("lineage", PagePart.of("lineage.js")), records));
        templates.setSharedVariable("words", new GenericObjectModel(new PageWords(), records));
        return templates;
    }

    /**
     * Fills a template.
     *
     * @param template its file name
     * @param model what it shows
     * @throws IllegalStateException when template and model do not fit: a fault of Weir's own
     */
    public static String of(String template, Map<String, Object> model) {
        StringWriter html = new StringWriter();
        try {
            TEMPLATES.getTemplate(template).process(model, html);
        } catch (TemplateException e) {
            throw new IllegalStateException("Template " + template + " and its model do not fit", e);
        } catch (IOException e) {
            throw new UncheckedIOException("Template " + template + " cannot be read", e);
        }
        return html.toString();
    }
}
