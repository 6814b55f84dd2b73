/**
 * What people ask Weir for, each verb a function: values in, values out, problems as values. The command line, a service and tests
 * ask here alike. No terminal, no exit.
 */
@NullMarked
package dev.weir.jobs.desk;

import org.jspecify.annotations.NullMarked;
