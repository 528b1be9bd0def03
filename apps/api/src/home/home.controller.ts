import { Controller, Get, Header } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { errorsPage } from './errors-page.js';

@ApiExcludeController()
@Controller()
export class HomeController {
  @Get('docs/errors')
  @Header('Content-Type', 'text/html; charset=utf-8')
  errors(): string {
    return errorsPage();
  }
}
